import { Link } from '@remix-run/react';
import { DataTable } from './data-table';
import type { Preparing } from './delivery-preparing';
import { writeCount } from './figures';
import { StateTag } from './state-tag';
import { TimeOf } from './time-of';

type Listed = Preparing & {
  deliveryId: string;
  addendum: boolean;
  addressee: string | null;
  state: string;
};

const columns = [
  { label: 'Addressee' },
  { label: 'State' },
  { label: 'Names', numeric: true },
  { label: 'Asked for' },
];

function labelOf({ busy, anew }: Listed): string {
  if (busy) return anew ? 'being frozen anew' : 'being prepared';
  return anew ? 'not frozen anew' : 'not prepared';
}

/** What the worker is asked to freeze; nothing where that is nothing. */
export function PreparationList(props: { preparations: Listed[]; base: string }) {
  const { preparations, base } = props;
  if (preparations.length === 0) return null;
  const rows = preparations.map((one) => ({
    key: one.deliveryId,
    cells: [
      <Link key="addressee" to={`${base}/${one.deliveryId}`}>
        {one.addressee ?? 'An addressee that was removed'}
        {one.addendum ? ', an addendum' : null}
        <span className="desk-hidden">, asked for {one.requestedAt.text}</span>
      </Link>,
      <StateTag key="state" state={one.busy ? 'running' : 'failed'} label={labelOf(one)} />,
      writeCount(one.names),
      <TimeOf key="asked" moment={one.requestedAt} />,
    ],
  }));
  return (
    <>
      <h2>In preparation</h2>
      <DataTable
        id="preparations"
        caption="What was asked for, newest first"
        columns={columns}
        rows={rows}
      />
    </>
  );
}
