import type { ReactNode } from 'react';

type Column = { label: string; numeric?: boolean };

/** A cell per column; the first one heads its row. */
export type DataRow = { key: string; cells: ReactNode[] };

/**
 * A table that scrolls inside its own labelled region on a narrow screen, so the page never does.
 * `id` names the caption.
 */
export function DataTable(props: {
  id: string;
  caption: string;
  columns: Column[];
  rows: DataRow[];
}) {
  const { id, caption, columns, rows } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="desk-table" aria-labelledby={id} tabIndex={0}>
      <table>
        <caption id={id}>
          <span>{caption}</span>
        </caption>
        <thead>
          <tr>
            {columns.map(({ label, numeric }) => (
              <th key={label} scope="col" className={numeric ? 'numeric' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [head, ...rest] }) => (
            <tr key={key}>
              <th scope="row" className={columns[0]?.numeric ? 'numeric' : undefined}>
                {head}
              </th>
              {rest.map((cell, index) => (
                <td
                  key={columns[index + 1]?.label}
                  className={columns[index + 1]?.numeric ? 'numeric' : undefined}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
