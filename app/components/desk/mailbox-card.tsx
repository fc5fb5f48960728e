import { Form } from '@remix-run/react';
import type { WaitingMailbox } from '~/domain/endorsements/list-mailbox-changes.server';
import { AuthorityList } from './authority-list';
import { FactList } from './fact-list';
import { TextField } from './form-fields';
import type { Moment } from './moments';
import { endorsementStateLabels } from './state-labels';
import { TimeOf } from './time-of';

export type MailboxItem = Omit<WaitingMailbox, 'askedAt'> & { askedAt: Moment };

export type RefusedMailbox = {
  field: string | null;
  refusal: { text: string };
  typed: Record<string, string>;
};

type MailboxCardProps = {
  mailbox: MailboxItem;
  mayDecide: boolean;
  refused: RefusedMailbox | null;
};

/** Which mailbox speaks, which one is to, and what speaks for or against it. */
export function MailboxCard({ mailbox, mayDecide, refused }: MailboxCardProps) {
  const { id, organisation, before, after, state, website, beforeTold, askedAt } = mailbox;
  const headingId = `mailbox-${id}`;
  const facts = [
    { term: 'Mailbox now', value: before ?? 'erased' },
    { term: 'Mailbox asked for', value: after },
    { term: 'Website', value: website },
    { term: 'State', value: endorsementStateLabels[state] },
    { term: 'Asked for', value: <TimeOf moment={askedAt} /> },
  ];
  return (
    <article className="desk-card" aria-labelledby={headingId}>
      <h3 id={headingId}>
        <bdi>{organisation}</bdi>: another mailbox
      </h3>
      <AuthorityList signals={mailbox.signals}>
        {beforeTold ? null : (
          <li className="desk-signal-warn">
            Check: the mailbox that speaks now could not be told, so nobody there could stop this.
          </li>
        )}
      </AuthorityList>
      <FactList facts={facts} />
      {mayDecide ? <Decision mailbox={mailbox} refused={refused} /> : null}
    </article>
  );
}

function Decision({ mailbox, refused }: Omit<MailboxCardProps, 'mayDecide'>) {
  const { id, changeId, organisation } = mailbox;
  const hidden = (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="seen" value={changeId} />
    </>
  );
  return (
    <div className="desk-decision">
      <Form method="post" aria-label={`Accept the mailbox of ${organisation}`}>
        {hidden}
        <button type="submit" name="intent" value="accept-mailbox" className="desk-button">
          Accept<span className="desk-hidden"> the mailbox of {organisation}</span>
        </button>
      </Form>
      <Form method="post" aria-label={`Decline the mailbox of ${organisation}`} noValidate>
        {hidden}
        <TextField
          id={`mailbox-reason-${id}`}
          name="reason"
          label="Reason for declining (optional)"
          hint="Both mailboxes read this in a mail."
          multiline
          maxLength={1000}
          defaultValue={refused?.typed.reason}
          error={refused?.field === 'mailbox-reason' ? refused.refusal.text : null}
        />
        <button type="submit" name="intent" value="decline-mailbox" className="desk-button-quiet">
          Decline<span className="desk-hidden"> the mailbox of {organisation}</span>
        </button>
      </Form>
    </div>
  );
}
