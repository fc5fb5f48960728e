import { Form } from '@remix-run/react';
import type { InvitationView } from '~/domain/endorsements/list-invitations.server';
import { DataTable } from './data-table';
import type { Moment } from './moments';
import { endorsementStateLabels, languageNames } from './state-labels';
import { TimeOf } from './time-of';

type Invitation = Omit<InvitationView, 'createdAt' | 'expiresAt' | 'acceptedAt' | 'withdrawnAt'> & {
  createdAt: Moment;
  expiresAt: Moment;
};

const columns = [
  { label: 'Organisation' },
  { label: 'Mailbox' },
  { label: 'Sent' },
  { label: 'State' },
  { label: 'Valid until' },
  { label: 'Take it back' },
];

const stateLabels: Record<Invitation['state'], string> = {
  live: 'not answered yet',
  expired: 'expired, not answered',
  withdrawn: 'withdrawn',
  used: 'used',
  closed: 'not answered before the letter closed',
};

function stateOf({ state, endorsementState }: Invitation): string {
  if (!endorsementState) return stateLabels[state];
  return `${stateLabels[state]}; endorsement: ${endorsementStateLabels[endorsementState].toLowerCase()}`;
}

function WithdrawForm({ invitation }: { invitation: Invitation }) {
  return (
    <Form method="post" className="desk-inline-form">
      <input type="hidden" name="id" value={invitation.id} />
      <button type="submit" name="intent" value="withdraw" className="desk-button-quiet">
        Withdraw<span className="desk-hidden"> the invitation of {invitation.organisation}</span>
      </button>
    </Form>
  );
}

function cellsOf(invitation: Invitation) {
  const { organisation, organisationEn, representative, note, foundingPosition } = invitation;
  return [
    <span key="organisation" className="desk-breakable">
      <bdi>{organisation}</bdi>
      {organisationEn === organisation ? null : ` (${organisationEn})`}
      {foundingPosition === null ? null : `, founding place ${foundingPosition}`}
    </span>,
    <span key="mailbox" className="desk-breakable">
      {invitation.emailMasked}
      {representative ? (
        <>
          , <bdi>{representative}</bdi>
        </>
      ) : null}
      {note ? <>: {note}</> : null}
    </span>,
    <span key="sent" className="desk-breakable">
      <TimeOf moment={invitation.createdAt} />, in {languageNames[invitation.locale]}, by{' '}
      {invitation.invitedBy ?? 'the command line or a former organiser'}
    </span>,
    stateOf(invitation),
    <TimeOf key="until" moment={invitation.expiresAt} />,
    invitation.mayWithdraw ? <WithdrawForm key="withdraw" invitation={invitation} /> : '–',
  ];
}

/** Who was invited, and what came of it. */
export function InvitationList({ invitations }: { invitations: Invitation[] }) {
  const rows = invitations.map((one) => ({ key: one.id, cells: cellsOf(one) }));
  return (
    <section aria-labelledby="invitations-heading">
      <h2 id="invitations-heading">Invited so far</h2>
      {rows.length > 0 ? (
        <DataTable
          id="invitations"
          caption="Invitations, newest first"
          columns={columns}
          rows={rows}
        />
      ) : (
        <p>Nobody was invited yet.</p>
      )}
    </section>
  );
}
