import { Form } from '@remix-run/react';
import type { InvitationSignals } from '~/domain/endorsements/invitation';
import type { RelatedEndorsement, Resemblance } from '~/domain/endorsements/related-endorsements';
import { authorityBasisChoices, authorityBasisLabel } from './authority-bases';
import { FactList } from './fact-list';
import { RadioSet, TextField } from './form-fields';
import type { Moment } from './moments';
import { endorsementStateLabels } from './state-labels';
import { TimeOf } from './time-of';

export type EndorsementItem = {
  id: string;
  state: string;
  organisation: string;
  organisationEn: string;
  country: string;
  website: string;
  representative: string;
  role: string;
  email: string;
  showRepresentative: boolean;
  createdAt: Moment;
  confirmedAt: Moment | null;
  decidedAt: Moment | null;
  authorityBasis: string | null;
  declineReason: string | null;
  signals: { domainMatches: boolean; freeMail: boolean };
  invitation: InvitationSignals | null;
  related: RelatedEndorsement[];
};

export type RefusedDecision = {
  field: 'authorityBasis' | 'reason' | null;
  refusal: { text: string };
  typed: Record<string, string>;
};

/** `next` is the id of the one to look at after the decision. */
type Deciding = { next: string | null; refused: RefusedDecision | null };

const resemblanceTexts: Record<Resemblance, string> = {
  'same-name': 'its name is or looks the same',
  'similar-name': 'its name is similar',
  'same-website': 'it gave the same website',
  'same-mailbox': 'it was sent in from the same mailbox',
};

function Related({ related }: { related: RelatedEndorsement[] }) {
  return related.map(({ id, organisation, state, by }) => (
    <li key={id} className="desk-signal-warn">
      Check: compare with <bdi>{organisation}</bdi> ({endorsementStateLabels[state].toLowerCase()}):{' '}
      {by.map((resemblance) => resemblanceTexts[resemblance]).join('; ')}.
    </li>
  ));
}

/** What does not fit the invitation, so that the organiser's check does not hold by itself. */
function invitationMisfits({ sameMailbox, sameName, withdrawn }: InvitationSignals): string[] {
  return [
    ...(sameMailbox ? [] : ['to another mailbox']),
    ...(sameName ? [] : ['with another name']),
    ...(withdrawn ? ['that was withdrawn'] : []),
  ];
}

function Invited({ invitation }: { invitation: InvitationSignals }) {
  const misfits = invitationMisfits(invitation);
  if (misfits.length === 0) {
    return <li className="desk-signal-ok">Good sign: it came through an invitation.</li>;
  }
  return (
    <li className="desk-signal-warn">
      Check: it came through an invitation {misfits.join(' and ')}.
    </li>
  );
}

function Signals({
  signals,
  invitation,
  related,
}: Pick<EndorsementItem, 'signals' | 'invitation' | 'related'>) {
  return (
    <ul className="desk-signals">
      <li className={signals.domainMatches ? 'desk-signal-ok' : 'desk-signal-warn'}>
        {signals.domainMatches
          ? 'Good sign: the mail address matches the website.'
          : 'Check: the mail address does not match the website.'}
      </li>
      {signals.freeMail ? (
        <li className="desk-signal-warn">Check: the address is at a free mail provider.</li>
      ) : null}
      {invitation ? <Invited invitation={invitation} /> : null}
      <Related related={related} />
    </ul>
  );
}

function factsOf(item: EndorsementItem) {
  return [
    { term: 'Name in English', value: item.organisationEn },
    { term: 'Country', value: item.country },
    { term: 'Website', value: item.website },
    {
      term: 'Representative',
      value: item.representative ? (
        <>
          <bdi>{item.representative}</bdi>, <bdi>{item.role}</bdi> (
          {item.showRepresentative ? 'may be shown' : 'not to be shown'})
        </>
      ) : (
        'erased'
      ),
    },
    { term: 'Email', value: item.email || 'erased' },
    { term: 'Sent in', value: <TimeOf moment={item.createdAt} /> },
    { term: 'Address confirmed', value: <TimeOf moment={item.confirmedAt} /> },
    ...(item.decidedAt ? [{ term: 'Decided', value: <TimeOf moment={item.decidedAt} /> }] : []),
    ...(item.authorityBasis
      ? [{ term: 'Basis of the approval', value: authorityBasisLabel(item.authorityBasis) }]
      : []),
    ...(item.declineReason ? [{ term: 'Reason given', value: item.declineReason }] : []),
  ];
}

function Decision({
  id,
  organisation,
  next,
  refused,
}: Pick<EndorsementItem, 'id' | 'organisation'> & Deciding) {
  const errorOf = (field: RefusedDecision['field']) =>
    refused?.field === field ? refused.refusal.text : null;
  return (
    <div className="desk-decision">
      <Form method="post" aria-label={`Approve ${organisation}`} noValidate>
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="next" value={next ?? ''} />
        <RadioSet
          id={`authorityBasis-${id}`}
          name="authorityBasis"
          legend="How do you know that the organisation agreed?"
          choices={authorityBasisChoices}
          chosen={refused?.typed.authorityBasis}
          error={errorOf('authorityBasis')}
        />
        <button type="submit" name="intent" value="approve" className="desk-button">
          Approve<span className="desk-hidden"> {organisation}</span>
        </button>
      </Form>
      <Form method="post" aria-label={`Decline ${organisation}`} noValidate>
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="next" value={next ?? ''} />
        <TextField
          id={`reason-${id}`}
          name="reason"
          label="Reason for declining"
          hint="The organisation reads this in a mail."
          multiline
          maxLength={1000}
          defaultValue={refused?.typed.reason}
          error={errorOf('reason')}
        />
        <button type="submit" name="intent" value="decline" className="desk-button-quiet">
          Decline<span className="desk-hidden"> {organisation}</span>
        </button>
      </Form>
    </div>
  );
}

/** Evidence first, decision after it. */
export function EndorsementCard(
  props: { endorsement: EndorsementItem; mayDecide: boolean } & Deciding,
) {
  const { endorsement, mayDecide, next, refused } = props;
  const headingId = `organisation-${endorsement.id}`;
  return (
    <article className="desk-card" aria-labelledby={headingId}>
      <h3 id={headingId}>
        <bdi>{endorsement.organisation}</bdi>
      </h3>
      {endorsement.email ? <Signals {...endorsement} /> : null}
      <FactList facts={factsOf(endorsement)} />
      {mayDecide ? (
        <Decision
          id={endorsement.id}
          organisation={endorsement.organisation}
          next={next}
          refused={refused}
        />
      ) : null}
    </article>
  );
}
