import type { DeliveryState } from '~/domain/deliveries/delivery';
import type { Channel } from '~/domain/letters/letter-view';
import { DataTable } from './data-table';
import type { Moment } from './moments';
import { channelLabels, deliveryStateLabel } from './state-labels';
import { TimeOf } from './time-of';

type DeliveryEvent = {
  state: DeliveryState;
  channel: Channel;
  evidence: string | null;
  at: Moment;
};

const columns = [
  { label: 'When' },
  { label: 'State' },
  { label: 'Channel' },
  { label: 'Evidence' },
];

function describeAttempts(attempts: number): string {
  return attempts === 0
    ? 'No attempt to send it has been made.'
    : `Attempts to send it: ${attempts}.`;
}

/** What is on record, oldest first; entries are never changed. */
export function DeliveryHistory(props: {
  events: DeliveryEvent[];
  /** Null where no mail is involved. */
  attempts: number | null;
}) {
  const rows = props.events.map((event, index) => ({
    key: `${index} ${event.at.iso}`,
    cells: [
      <TimeOf key="when" moment={event.at} />,
      deliveryStateLabel(event.state, event.channel),
      channelLabels[event.channel],
      event.evidence ?? '–',
    ],
  }));
  return (
    <section aria-labelledby="history-heading">
      <h2 id="history-heading">Record</h2>
      <DataTable
        id="history"
        caption="What happened to this delivery, oldest first"
        columns={columns}
        rows={rows}
      />
      {props.attempts === null ? null : <p>{describeAttempts(props.attempts)}</p>}
    </section>
  );
}
