import type { TextStatus } from '~/domain/letters/text-status.server';
import { StateTag } from './state-tag';
import { textLabel } from './text-labels';

export const textStatusLabels: Record<TextStatus, string> = {
  'not-started': 'Not started',
  'in-progress': 'In progress',
  completed: 'Completed',
  'out-of-date': 'Out of date',
};

function Places({ paths }: { paths: readonly string[] }) {
  return (
    <ul className="editor-places">
      {paths.map((path) => (
        <li key={path}>
          <a href={`#${path}`}>{textLabel(path)}</a>
        </li>
      ))}
    </ul>
  );
}

/** What is still missing or has changed in a text, as links to the fields. */
export function EditorHints(props: {
  status: TextStatus;
  missing: string[];
  changed: readonly string[];
  loose: { field: string; id: string }[];
}) {
  const { status, missing, changed, loose } = props;
  return (
    <div className="editor-hints">
      <p>
        State: <StateTag state={status} label={textStatusLabels[status]} />
      </p>
      {missing.length > 0 ? (
        <details>
          <summary>Still empty or not right yet: {missing.length}</summary>
          <Places paths={missing} />
        </details>
      ) : null}
      {changed.length > 0 ? (
        <details>
          <summary>Source changed: {changed.length}</summary>
          <Places paths={changed} />
        </details>
      ) : null}
      {loose.map(({ field, id }) => (
        <p key={field + id}>
          <a href={`#${field}`}>{textLabel(field)}</a> refers to <code>{`[^${id}]`}</code>, and no
          note has that mark.
        </p>
      ))}
    </div>
  );
}
