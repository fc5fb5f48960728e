import { Link } from '@remix-run/react';
import type { SignatureSort, SortDirection } from '~/domain/signatures/signature-list';

export type Sorting = {
  sort: SignatureSort;
  direction: SortDirection;
  /** Where each heading leads to. */
  hrefs: Record<SignatureSort, string>;
};

const spoken = { asc: 'ascending', desc: 'descending' } as const;

/** A column heading that sorts the table, and turns the order round when pressed again. */
export function SortHeading(props: {
  by: SignatureSort;
  label: string;
  sorting: Sorting;
  numeric?: boolean;
}) {
  const { by, label, sorting, numeric } = props;
  const current = sorting.sort === by;
  return (
    <th
      scope="col"
      className={numeric ? 'numeric' : undefined}
      aria-sort={current ? spoken[sorting.direction] : 'none'}
    >
      <Link to={sorting.hrefs[by]} className="desk-sort">
        {label}
        <span aria-hidden="true">
          {current ? (sorting.direction === 'asc' ? ' ▲' : ' ▼') : ' ↕'}
        </span>
      </Link>
    </th>
  );
}
