import type { ReactNode } from 'react';
import { partAt } from '~/domain/letters/part-at';
import { localeNames } from '~/i18n/locale';
import { useEditor } from './editor-context';

export type EditorFieldProps = {
  /** Also the control's name and id. */
  path: string;
  label: string;
  hint?: string;
  kind?: 'line' | 'text' | 'lines' | 'paragraphs' | 'date';
  rows?: number;
};

/** A part of a text as a control shows it. */
function writtenAs(kind: EditorFieldProps['kind'], part: unknown): string {
  if (Array.isArray(part)) return part.join(kind === 'paragraphs' ? '\n\n' : '\n');
  return typeof part === 'string' ? part : '';
}

/** A field of the text with its master beside it, and whether that has changed. */
export function EditorField(props: EditorFieldProps) {
  const { path, kind } = props;
  const { master } = useEditor();
  return (
    <EditorRow master={master ? writtenAs(kind, partAt(master.content, path)) : null}>
      <EditorControl {...props} />
      <ChangedMark path={path} />
    </EditorRow>
  );
}

/** Two columns for a translation, one for the master; the master's comes first on a phone. */
export function EditorRow({ master, children }: { master: string | null; children: ReactNode }) {
  const view = useEditor();
  if (!view.master) return <div className="editor-row">{children}</div>;
  return (
    <div className="editor-row editor-row-beside">
      <div className="editor-master">
        <p className="editor-master-language">{localeNames[view.master.locale]}</p>
        {master ? (
          <p className="editor-master-text" lang={view.master.locale}>
            {master}
          </p>
        ) : (
          <p className="desk-soft">Nothing here in the master text.</p>
        )}
      </div>
      <div>{children}</div>
    </div>
  );
}

/** Label, hint, error and control, in the language of the text. */
export function EditorControl({ path, label, hint, kind = 'line', rows = 4 }: EditorFieldProps) {
  const { content, faults, advice, locale, readOnly } = useEditor();
  const error = faults[path];
  const described = [
    hint && `${path}-hint`,
    error && `${path}-error`,
    advice[path] && `${path}-advice`,
  ]
    .filter(Boolean)
    .join(' ');
  const shared = {
    id: path,
    name: path,
    lang: locale,
    readOnly,
    defaultValue: writtenAs(kind, partAt(content, path)),
    'aria-describedby': described || undefined,
    'aria-invalid': error ? true : undefined,
  };
  return (
    <div className={error ? 'desk-field desk-field-invalid' : 'desk-field'}>
      <label htmlFor={path}>{label}</label>
      {hint ? (
        <p id={`${path}-hint`} className="desk-hint">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${path}-error`} className="desk-field-error">
          <span className="desk-hidden">Error: </span>
          {error}
        </p>
      ) : null}
      {kind === 'line' || kind === 'date' ? (
        <input {...shared} type={kind === 'date' ? 'date' : 'text'} autoComplete="off" />
      ) : (
        <textarea {...shared} rows={rows} />
      )}
      <FieldAdvice path={path} />
    </div>
  );
}

/** What keeps a field from being published; it can be saved all the same. */
export function FieldAdvice({ path }: { path: string }) {
  const text = useEditor().advice[path];
  if (!text) return null;
  return (
    <p id={`${path}-advice`} className="editor-advice">
      <strong>Before publishing:</strong> {text}
    </p>
  );
}

/** Beside a field whose master has changed; it goes when the field is saved or said to be right. */
export function ChangedMark({ path, what = 'field' }: { path: string; what?: 'field' | 'list' }) {
  const { changed, stillRight, readOnly } = useEditor();
  if (!changed.includes(path)) return null;
  const id = `right-${path}`;
  return (
    <div className="editor-changed">
      <p>
        <strong>Source changed:</strong>{' '}
        {what === 'list'
          ? 'the master text has another number of these.'
          : 'the master text was changed after this was translated.'}
      </p>
      {readOnly ? null : (
        <div className="desk-choice">
          <input
            id={id}
            type="checkbox"
            name={`right:${path}`}
            value="yes"
            defaultChecked={stillRight.includes(path)}
          />
          <label htmlFor={id}>{what === 'list' ? 'It is meant so' : 'Still right as it is'}</label>
        </div>
      )}
    </div>
  );
}
