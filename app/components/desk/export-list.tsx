import { Link } from '@remix-run/react';
import type { ExportState } from '~/domain/exports/export';
import { exportStateLabels } from './export-state-labels';
import { writeCount } from './figures';
import type { Moment } from './moments';
import { StateTag } from './state-tag';
import { TimeOf } from './time-of';

type Made = {
  id: string;
  label: string;
  format: string;
  narrowed: boolean;
  state: ExportState;
  rows: number;
  by: string;
  at: Moment;
};

/** The exports of the last weeks, each with the way to its file and manifest. */
export function ExportList({ made, zone, path }: { made: Made[]; zone: string; path: string }) {
  if (made.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by the keys
    <section className="desk-table" aria-labelledby="made" tabIndex={0}>
      <table>
        <caption id="made">Exports so far. Times are {zone}; a file lives 24 hours.</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Format</th>
            <th scope="col">Rows</th>
            <th scope="col">State</th>
            <th scope="col">Asked for</th>
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          {made.map(({ id, label, format, narrowed, state, rows, by, at }) => (
            <tr key={id}>
              <th scope="row">
                <Link to={`${path}/${id}`}>{label}</Link>
                {narrowed ? ' (of a view)' : ''}
              </th>
              <td>{format.toUpperCase()}</td>
              <td className="numeric">{writeCount(rows)}</td>
              <td>
                <StateTag state={state} label={exportStateLabels[state]} />
              </td>
              <td>
                <TimeOf moment={at} />
              </td>
              <td>{by}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
