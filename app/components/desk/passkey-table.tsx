import { Form } from '@remix-run/react';
import { DataTable } from './data-table';
import type { Moment } from './moments';
import { TimeOf } from './time-of';

type Passkey = { id: string; name: string; addedAt: Moment; lastUsedAt: Moment | null };

const columns = [
  { label: 'Passkey' },
  { label: 'Added (UTC)' },
  { label: 'Last used (UTC)' },
  { label: 'Remove' },
];

/** An organiser's own passkeys, each with a button that removes it. */
export function PasskeyTable({ passkeys }: { passkeys: Passkey[] }) {
  const rows = passkeys.map(({ id, name, addedAt, lastUsedAt }) => ({
    key: id,
    cells: [
      <span key="name" className="desk-breakable">
        <bdi>{name}</bdi>
      </span>,
      <TimeOf key="added" moment={addedAt} />,
      lastUsedAt ? <TimeOf key="used" moment={lastUsedAt} /> : 'not yet',
      <Form key="remove" method="post" className="desk-inline-form">
        <input type="hidden" name="id" value={id} />
        <button type="submit" name="intent" value="remove" className="desk-button-quiet">
          Remove<span className="desk-hidden"> the passkey {name}</span>
        </button>
      </Form>,
    ],
  }));
  return <DataTable id="passkeys" caption="Your passkeys" columns={columns} rows={rows} />;
}
