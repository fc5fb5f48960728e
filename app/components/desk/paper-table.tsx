import { Link } from '@remix-run/react';
import type { PaperBatchState } from '~/domain/paper/paper-batch';
import { DataTable } from './data-table';
import { writeCount } from './figures';
import { paperStateLabels } from './paper-labels';
import { StateTag } from './state-tag';

export type ListedPaper = {
  id: string;
  number: number;
  state: PaperBatchState;
  collected: string;
  place: string | null;
  country: string | null;
  onSheets: number;
  valid: number;
  scans: number;
  enteredBy: string;
};

const columns = [
  { label: 'Batch' },
  { label: 'State' },
  { label: 'Collected' },
  { label: 'Where' },
  { label: 'On the sheets', numeric: true },
  { label: 'Valid', numeric: true },
  { label: 'Scans', numeric: true },
  { label: 'Entered by' },
];

/** Every batch, also those that do not count. */
export function PaperTable({ batches }: { batches: ListedPaper[] }) {
  const rows = batches.map((batch) => ({
    key: batch.id,
    cells: [
      <Link key="number" to={batch.id}>
        Batch {writeCount(batch.number)}
      </Link>,
      <StateTag key="state" state={batch.state} label={paperStateLabels[batch.state]} />,
      batch.collected,
      [batch.place, batch.country].filter(Boolean).join(', ') || '–',
      writeCount(batch.onSheets),
      writeCount(batch.valid),
      writeCount(batch.scans),
      batch.enteredBy,
    ],
  }));
  return <DataTable id="batches" caption="Newest first" columns={columns} rows={rows} />;
}
