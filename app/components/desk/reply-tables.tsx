import { Form, Link } from '@remix-run/react';
import type { ReplyView } from '~/domain/replies/view-reply.server';
import { DataTable } from './data-table';
import { type Choice, SelectField } from './form-fields';
import { replyKindLabels, replySourceLabels } from './ledger-labels';
import type { Moment } from './moments';
import { TimeOf } from './time-of';

export type ShownReply = Omit<ReplyView, 'receivedAt'> & { receivedAt: Moment };

const columns = [
  { label: 'From' },
  { label: 'Came' },
  { label: 'Kind' },
  { label: 'To the letter to' },
  { label: 'Way' },
  { label: 'Public' },
];

/** What a reply is, as far as somebody has said. */
export function kindOf({ kind, automatic }: Pick<ReplyView, 'kind' | 'automatic'>): string {
  if (automatic) return 'an automatic answer, does not count';
  return kind ? replyKindLabels[kind] : 'not judged yet';
}

/** The replies of the letter, newest first. */
export function ReplyTable({ replies, base }: { replies: ShownReply[]; base: string }) {
  if (replies.length === 0) return <p>No reply is on record.</p>;
  const rows = replies.map((reply) => ({
    key: reply.id,
    cells: [
      <Link key="from" to={`${base}/${reply.id}`} className="desk-breakable">
        {reply.words?.from || 'A reply whose words were erased'}
      </Link>,
      <TimeOf key="came" moment={reply.receivedAt} />,
      kindOf(reply),
      reply.addressee ?? 'no delivery yet',
      reply.statementUrl ? 'public statement' : replySourceLabels[reply.source],
      reply.publishedAt ? 'yes' : 'no',
    ],
  }));
  return <DataTable id="replies" caption="Newest first" columns={columns} rows={rows} />;
}

/** Mails to the address for replies that name no delivery; a person says where they belong. */
export function UnassignedMails(props: { mails: ShownReply[]; deliveries: Choice[] }) {
  if (props.mails.length === 0) return null;
  return (
    <section aria-labelledby="unassigned-heading">
      <h2 id="unassigned-heading">Mails that belong to no letter yet</h2>
      <p>They may be about any letter of this installation, and are deleted after 30 days.</p>
      <ul className="desk-ledger">
        {props.mails.map((mail) => (
          <li key={mail.id}>
            <p>
              <strong>{mail.words?.subject || 'No subject'}</strong>, from{' '}
              {mail.words?.from || 'nobody'}, <TimeOf moment={mail.receivedAt} />
              {mail.automatic ? ' (an automatic answer)' : null}
            </p>
            <details>
              <summary>Read it</summary>
              <div className="desk-words">{mail.words?.text}</div>
            </details>
            <Form method="post" encType="multipart/form-data">
              <input type="hidden" name="reply" value={mail.id} />
              {props.deliveries.length > 0 ? (
                <SelectField
                  id={`delivery-${mail.id}`}
                  name="deliveryId"
                  label="It answers the letter to"
                  choices={props.deliveries}
                  chosen={props.deliveries[0]?.value}
                />
              ) : null}
              <div className="desk-button-row">
                {props.deliveries.length > 0 ? (
                  <button type="submit" name="intent" value="assign" className="desk-button-quiet">
                    It belongs there
                  </button>
                ) : null}
                <button type="submit" name="intent" value="discard" className="desk-button-quiet">
                  Delete for good
                </button>
              </div>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  );
}
