import type { ReactNode } from 'react';
import { partAt } from '~/domain/letters/part-at';
import { useEditor } from './editor-context';
import { ChangedMark, EditorControl, EditorRow } from './editor-field';

type EditorListProps = {
  list: string;
  legend: string;
  /** "Request": items are called "Request 1", "Request 2". */
  item: string;
  hint?: string;
  rows?: number;
  /** For items of several controls; without it an item is one text. */
  children?: (path: string, name: string) => ReactNode;
  /** The words of an item of the master, for items of several controls. */
  masterWords?: (item: unknown) => string;
};

/** Items that are added, moved and removed by buttons that send the form, with script and without. */
export function EditorList(props: EditorListProps) {
  const { list, legend, item, hint } = props;
  const { content, faults, master, readOnly } = useEditor();
  const items = itemsOf(content, list);
  const masterItems = master ? itemsOf(master.content, list) : [];
  return (
    <fieldset id={list} className="editor-list" tabIndex={-1}>
      <legend>{legend}</legend>
      {hint ? <p className="desk-hint">{hint}</p> : null}
      {faults[list] ? <p className="desk-field-error">{faults[list]}</p> : null}
      <ChangedMark path={list} what="list" />
      {items.map((_, index) => {
        const path = `${list}.${index}`;
        const name = `${item} ${index + 1}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an item has no name but its place
          <EditorRow key={index} master={master ? masterText(props, masterItems[index]) : null}>
            <div className="editor-item">
              {props.children ? (
                <div id={path} tabIndex={-1}>
                  {props.children(path, name)}
                </div>
              ) : (
                <EditorControl path={path} label={name} kind="text" rows={props.rows} />
              )}
              <ChangedMark path={path} />
              {readOnly ? null : (
                <ItemButtons
                  path={path}
                  name={name}
                  first={index === 0}
                  last={index === items.length - 1}
                />
              )}
            </div>
          </EditorRow>
        );
      })}
      {readOnly ? null : (
        <button type="submit" name="intent" value={`add:${list}`} className="desk-button-quiet">
          Add a {item.toLowerCase()}
        </button>
      )}
    </fieldset>
  );
}

function itemsOf(content: Record<string, unknown>, list: string): unknown[] {
  return (partAt(content, list) as unknown[] | undefined) ?? [];
}

function masterText({ masterWords }: EditorListProps, item: unknown): string {
  if (item === undefined) return '';
  return masterWords ? masterWords(item) : String(item);
}

function ItemButtons(props: { path: string; name: string; first: boolean; last: boolean }) {
  const { path, name, first, last } = props;
  const button = (change: string, label: string) => (
    <button
      type="submit"
      name="intent"
      value={`${change}:${path}`}
      className="desk-button-quiet"
      aria-label={`${label}: ${name}`}
    >
      {label}
    </button>
  );
  return (
    <p className="editor-item-buttons">
      {first ? null : button('up', 'Move up')}
      {last ? null : button('down', 'Move down')}
      {button('remove', 'Remove')}
    </p>
  );
}
