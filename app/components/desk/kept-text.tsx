import { DeskDoor } from './desk-door';

/** What was not saved because the session had ended, with what to do next; it is kept in this page only. */
export function KeptText({ kept, action }: { kept: Record<string, string>; action: string }) {
  const { intent = 'save', ...typed } = kept;
  const shown = Object.entries(typed).filter(
    ([name, text]) => !['seen', 'revision', 'citeAt'].includes(name) && text.trim() !== '',
  );
  return (
    <DeskDoor title="Not saved yet: your session has ended">
      <p>Nothing you typed is lost: it is in this page, and only here. Leave this tab open.</p>
      <ol>
        <li>
          <a href="/organise/sign-in" target="_blank" rel="noreferrer">
            Sign in in another tab
          </a>
          , in this browser.
        </li>
        <li>Come back to this tab and save.</li>
      </ol>
      <form method="post" action={action}>
        {Object.entries(typed).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button type="submit" name="intent" value={intent} className="desk-button">
          I am signed in again: save now
        </button>
      </form>
      <details>
        <summary>Show what is kept</summary>
        <dl className="editor-kept">
          {shown.map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </details>
    </DeskDoor>
  );
}
