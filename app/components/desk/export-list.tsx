import { Link } from '@remix-run/react';
import type { ExportState } from '~/domain/exports/export';
import { DataTable } from './data-table';
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

const columns = [
  { label: 'What' },
  { label: 'Format' },
  { label: 'Rows', numeric: true },
  { label: 'State' },
  { label: 'Asked for' },
  { label: 'By' },
];

/** The exports of the last weeks, each with the way to its file and manifest. */
export function ExportList({ made, zone, path }: { made: Made[]; zone: string; path: string }) {
  if (made.length === 0) return null;
  const rows = made.map(({ id, label, format, narrowed, state, rows: count, by, at }) => ({
    key: id,
    cells: [
      <span key="what">
        <Link to={`${path}/${id}`}>{label}</Link>
        {narrowed ? ' (of a view)' : ''}
      </span>,
      format.toUpperCase(),
      writeCount(count),
      <StateTag key="state" state={state} label={exportStateLabels[state]} />,
      <TimeOf key="at" moment={at} />,
      by,
    ],
  }));
  return (
    <DataTable
      id="made"
      caption={`Exports so far. Times are ${zone}; a file lives 24 hours.`}
      columns={columns}
      rows={rows}
    />
  );
}
