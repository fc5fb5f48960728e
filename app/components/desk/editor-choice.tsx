import { partAt } from '~/domain/letters/part-at';
import { useEditor } from './editor-context';
import { FieldAdvice } from './editor-field';
import type { Choice } from './form-fields';

/** One of several, or the first for nothing; a stored value that is no choice any more stays one. */
export function EditorSelect(props: {
  path: string;
  label: string;
  choices: Choice[];
  /** What is said of a value that is none of them. */
  gone: string;
}) {
  const { path, label, choices, gone } = props;
  const { content, advice, readOnly } = useEditor();
  const chosen = String(partAt(content, path) ?? '');
  const lost = chosen !== '' && !choices.some(({ value }) => value === chosen);
  return (
    <div className="desk-field">
      <label htmlFor={path}>{label}</label>
      <select
        id={path}
        name={path}
        defaultValue={chosen}
        disabled={readOnly}
        aria-describedby={advice[path] ? `${path}-advice` : undefined}
      >
        {choices.map(({ value, label: words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
        {lost ? <option value={chosen}>{`${chosen}: ${gone}`}</option> : null}
      </select>
      <FieldAdvice path={path} />
    </div>
  );
}

/** A box that says something about an item. */
export function EditorTick({ path, label }: { path: string; label: string }) {
  const { content, readOnly } = useEditor();
  return (
    <div className="desk-choice">
      <input
        id={path}
        type="checkbox"
        name={path}
        value="yes"
        defaultChecked={partAt(content, path) === true}
        disabled={readOnly}
      />
      <label htmlFor={path}>{label}</label>
    </div>
  );
}
