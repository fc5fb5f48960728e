import { DataTable } from './data-table';
import { bandLabels } from './figure-filter-note';
import { FigureLink } from './figure-link';

type Band = keyof typeof bandLabels;
export type QueueRow = {
  label: string;
  /** The list of all that wait, with its query; null for an organiser who may not open it. */
  list: string | null;
  waiting: Record<Band, number>;
};

const bands: Band[] = ['0-1', '1-3', '3'];

function sum(waiting: Record<Band, number>): number {
  return bands.reduce((total, band) => total + waiting[band], 0);
}

/** What waits for somebody, by how long it has waited. */
export function QueueTable({ queues }: { queues: QueueRow[] }) {
  const columns = [
    { label: 'Waiting' },
    ...bands.map((band) => ({ label: bandLabels[band], numeric: true })),
    { label: 'in all', numeric: true },
  ];
  const rows = queues.map(({ label, list, waiting }) => ({
    key: label,
    cells: [
      label,
      ...bands.map((band) => (
        <FigureLink
          key={band}
          count={waiting[band]}
          to={list && `${list}${list.includes('?') ? '&' : '?'}waiting=${band}`}
          about={`${label}, waiting for ${bandLabels[band]}`}
        />
      )),
      <FigureLink key="all" count={sum(waiting)} to={list} about={label} />,
    ],
  }));
  return (
    <section aria-labelledby="queues-heading">
      <h2 id="queues-heading">Queues by age</h2>
      <DataTable id="queues" caption="What waits, and for how long" columns={columns} rows={rows} />
    </section>
  );
}
