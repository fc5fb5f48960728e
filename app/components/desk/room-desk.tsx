import { Form } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import type { RoomThing } from '~/domain/rooms/room';
import type { RoomView } from '~/domain/rooms/view-rooms.server';
import { DataTable } from './data-table';
import { roomThingLabels } from './ledger-labels';
import type { Moment } from './moments';
import { TimeOf } from './time-of';

type ShownRoom = Omit<RoomView, 'openedAt' | 'receivedAt' | 'endsAt' | 'revokedAt'> & {
  openedAt: Moment;
  receivedAt: Moment | null;
  endsAt: Moment | null;
  revokedAt: Moment | null;
};

/** Link and PIN, this once; it takes the focus, so that nobody leaves without having seen them. */
export function RoomSecret({ opened }: { opened: { link: string; pin: string } }) {
  const notice = useRef<HTMLElement>(null);
  useEffect(() => notice.current?.focus(), []);
  return (
    <section
      ref={notice}
      className="desk-notice desk-notice-ok desk-secret"
      aria-labelledby="room-secret"
      tabIndex={-1}
    >
      <h2 id="room-secret">The link and the PIN</h2>
      <p>
        Copy both now: they are not stored and will not be shown again. Send them by two different
        ways.
      </p>
      <p>
        Link: <code>{opened.link}</code>
      </p>
      <p>
        PIN: <code>{opened.pin}</code>
      </p>
    </section>
  );
}

/** Opening, renewing and closing the room. */
export function RoomForms({ open }: { open: boolean }) {
  return (
    <Form method="post" className="desk-button-row">
      <button type="submit" name="intent" value="open" className="desk-button">
        {open ? 'Renew: a new link and PIN' : 'Open a room'}
      </button>
      {open ? (
        <button type="submit" name="intent" value="close" className="desk-button-quiet">
          Close the room
        </button>
      ) : null}
    </Form>
  );
}

const columns = [
  { label: 'Opened' },
  { label: 'By' },
  { label: 'Receipt confirmed' },
  { label: 'Ends' },
];

/** The rooms that the delivery has had. */
export function RoomList({ rooms }: { rooms: ShownRoom[] }) {
  if (rooms.length === 0) return <p>No room has been opened.</p>;
  const rows = rooms.map((room) => ({
    key: room.id,
    cells: [
      <TimeOf key="opened" moment={room.openedAt} />,
      room.openedBy,
      <TimeOf key="received" moment={room.receivedAt} />,
      <Ending key="ends" room={room} />,
    ],
  }));
  return <DataTable id="rooms" caption="Rooms, newest first" columns={columns} rows={rows} />;
}

function Ending({ room }: { room: ShownRoom }) {
  if (room.revokedAt) {
    return (
      <>
        closed <TimeOf moment={room.revokedAt} />
      </>
    );
  }
  if (!room.endsAt) return <>30 days after receipt is confirmed</>;
  return (
    <>
      {room.ended ? 'ended ' : null}
      <TimeOf moment={room.endsAt} />
    </>
  );
}

/** When somebody looked at what: a time, and nothing of who or from where. */
export function RoomViews(props: { views: { id: number; what: RoomThing; at: Moment }[] }) {
  const { views } = props;
  const rows = views.map(({ id, what, at }) => ({
    key: String(id),
    cells: [<TimeOf key="at" moment={at} />, roomThingLabels[what]],
  }));
  return (
    <section aria-labelledby="views-heading">
      <h2 id="views-heading">Looked at</h2>
      {views.length === 0 ? (
        <p>Nobody has opened the room yet.</p>
      ) : (
        <DataTable
          id="views"
          caption="Newest first; times only, nobody is traced"
          columns={[{ label: 'When' }, { label: 'What' }]}
          rows={rows}
        />
      )}
    </section>
  );
}
