import { useEffect, useRef } from 'react';

/** What a page says about a refused form: what happened, that nothing was lost, what to do next. */
export type Refusal = {
  title: string;
  text: string;
  fieldId?: string;
  /** Where what stands in the way can be looked at. */
  link?: { to: string; label: string };
  /** Everything that stands in the way, each with the way to it. */
  places?: { to: string; label: string }[];
};

function useErrorTitle() {
  useEffect(() => {
    const before = document.title;
    if (before.startsWith('Error: ')) return;
    document.title = `Error: ${before}`;
    return () => {
      if (document.title === `Error: ${before}`) document.title = before;
    };
  }, []);
}

/**
 * Takes the focus when it appears, with script and without, and again with each attempt. The key is
 * in here, so that a form beside it can have the attempt for its own.
 */
export function RefusalNotice({ attempt, refusal }: { attempt: string; refusal: Refusal }) {
  return <FocusedNotice key={attempt} refusal={refusal} />;
}

function FocusedNotice({ refusal }: { refusal: Refusal }) {
  const notice = useRef<HTMLDivElement>(null);
  // With script there is no page load for `autofocus` to act on.
  useEffect(() => notice.current?.focus(), []);
  useErrorTitle();
  const { title, text, fieldId, link, places = [] } = refusal;
  return (
    <div
      ref={notice}
      className="desk-notice desk-notice-error"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: after a refused form the reader must land on the reason
      autoFocus
    >
      <div role="alert">
        <h2>{title}</h2>
        <p>{fieldId ? <a href={`#${fieldId}`}>{text}</a> : text}</p>
        {link ? (
          <p>
            <a href={link.to}>{link.label}</a>
          </p>
        ) : null}
        {places.length > 0 ? (
          <ul>
            {places.map(({ to, label }) => (
              <li key={to}>
                <a href={to}>{label}</a>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  );
}
