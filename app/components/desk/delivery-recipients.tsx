import type { RecipientState } from '~/domain/deliveries/delivery-view';
import { DataTable } from './data-table';
import type { Moment } from './moments';
import { TimeOf } from './time-of';

export type ShownRecipient = {
  place: number;
  to: string;
  state: RecipientState;
  attempts: number;
  answer: string | null;
  endedAt: Moment | null;
};

const labels: Record<RecipientState, string> = {
  'left-out': 'not sent: another delivery of this version has served it',
  waiting: 'waiting to be sent',
  sending: 'being sent',
  deferred: 'put off by the mail server, will be tried again',
  accepted: 'accepted by the mail server',
  captured: 'captured here, did not leave',
  failed: 'refused by the mail server',
  unknown: 'unknown whether it arrived',
};

const columns = [
  { label: 'Mailbox' },
  { label: 'State' },
  { label: 'Attempts', numeric: true },
  { label: 'The server’s answer' },
  { label: 'When' },
];

/** What became of the mail to each mailbox: no recipient’s answer says anything about another’s. */
export function DeliveryRecipients({ recipients }: { recipients: ShownRecipient[] }) {
  if (recipients.length === 0) return null;
  const rows = recipients.map(({ place, to, state, attempts, answer, endedAt }) => ({
    key: String(place),
    cells: [
      place === 0 ? to : `${to} (copy)`,
      labels[state],
      attempts,
      answer ?? '–',
      <TimeOf key="when" moment={endedAt} />,
    ],
  }));
  return (
    <section aria-labelledby="recipients-heading">
      <h2 id="recipients-heading">Each recipient</h2>
      <DataTable
        id="recipients"
        caption="What became of the mail to each mailbox"
        columns={columns}
        rows={rows}
      />
    </section>
  );
}
