import { useEffect, useRef } from 'react';

const texts = {
  token: {
    title: 'The token',
    text: 'Copy it now: it is not stored and will not be shown again. Whoever has it reads what it may read.',
  },
  secret: {
    title: 'The secret of the webhook',
    text: 'Copy it now: it will not be shown again. The receiver checks with it that a call comes from here.',
  },
} as const;

/** What is shown this once; it takes the focus, so that nobody leaves without having seen it. */
export function ShownOnce({ kind, value }: { kind: keyof typeof texts; value: string }) {
  const notice = useRef<HTMLElement>(null);
  useEffect(() => notice.current?.focus(), []);
  const { title, text } = texts[kind];
  return (
    <section
      ref={notice}
      className="desk-notice desk-notice-ok"
      aria-labelledby="shown-once"
      tabIndex={-1}
    >
      <h2 id="shown-once">{title}</h2>
      <p>{text}</p>
      <p>
        <code>{value}</code>
      </p>
    </section>
  );
}
