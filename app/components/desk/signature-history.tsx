import { Link } from '@remix-run/react';
import type { HistoryEvent } from '~/domain/signatures/read-signature-history.server';
import { DataTable } from './data-table';
import type { Moment } from './moments';
import { actionLabels } from './selection-labels';
import { TimeOf } from './time-of';

type Event = HistoryEvent & { moment: Moment };

const own = {
  signed: 'Signed',
  confirmed: 'Confirmed by its owner',
  withdrawn: 'Withdrawn by its owner',
  'address-erased': 'Address erased',
} as const;

const outcomes = {
  used: 'used',
  replaced: 'replaced by a newer one',
  expired: 'ran out',
  open: 'still works',
} as const;

const audited: Record<string, string> = {
  'signature.accepted': 'Accepted in review',
  'signature.left-out': 'Left out in review',
  'signature.shown': 'Address and words shown',
  'signatures.searched-by-address': 'Found by its address',
};

function What({ event, slug }: { event: Event; slug: string }) {
  switch (event.what) {
    case 'asked':
      return <>A link to confirm was made: {outcomes[event.outcome]}</>;
    case 'done':
    case 'undone': {
      const { action, selectionId, byCriteria } = event;
      const page = byCriteria ? 'invalidations' : 'signatures/selections';
      return (
        <>
          {event.what === 'undone' ? 'Undone: ' : ''}
          <Link to={`/organise/letters/${slug}/${page}/${selectionId}`}>
            {actionLabels[action].done}
          </Link>
        </>
      );
    }
    case 'audit': {
      const details = Object.entries(event.details).map(([name, value]) => `${name}: ${value}`);
      const label = audited[event.action] ?? event.action;
      return <>{[label, ...details.filter((line) => !line.endsWith(': '))].join(', ')}</>;
    }
    default:
      return <>{own[event.what]}</>;
  }
}

const columns = [{ label: 'When' }, { label: 'What' }, { label: 'By' }];

/** What happened to one signature, oldest first. */
export function SignatureHistory({ events, slug }: { events: Event[]; slug: string }) {
  const rows = events.map((event, index) => ({
    key: `${event.at} ${index}`,
    cells: [
      <TimeOf key="when" moment={event.moment} />,
      <What key="what" event={event} slug={slug} />,
      event.by ?? 'its owner',
    ],
  }));
  return <DataTable id="history" caption="Oldest first" columns={columns} rows={rows} />;
}
