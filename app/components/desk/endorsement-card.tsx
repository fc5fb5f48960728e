import type { ReactNode } from 'react';
import type { InvitationSignals } from '~/domain/endorsements/invitation';
import { furtherLocales, type OrganisationNames } from '~/domain/endorsements/organisation-names';
import type { RelatedEndorsement, Resemblance } from '~/domain/endorsements/related-endorsements';
import { declineText } from '~/i18n/decline-texts';
import { authorityBasisLabel } from './authority-bases';
import { AuthorityList } from './authority-list';
import { FactList } from './fact-list';
import type { Moment } from './moments';
import { type OrganisationLogo, OrganisationMark } from './organisation-mark';
import { type CheckItem, CheckSignals, PublishedContacts } from './published-contacts';
import { endorsementStateLabels, languageNames } from './state-labels';
import { TimeOf } from './time-of';

export type EndorsementItem = {
  id: string;
  state: string;
  organisation: string;
  organisationEn: string;
  names: OrganisationNames;
  statement: string | null;
  logo: OrganisationLogo | null;
  fingerprint: string;
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
  declineTemplate: string | null;
  declineReason: string | null;
  signals: { domainMatches: boolean; freeMail: boolean };
  invitation: InvitationSignals | null;
  related: RelatedEndorsement[];
  questions: {
    id: string;
    question: string;
    answer: string | null;
    askedAt: Moment;
    answeredAt: Moment | null;
  }[];
  checks: CheckItem[];
  proof: { authorisedBy: string; note: string; hasFile: boolean } | null;
};

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
    <AuthorityList signals={signals}>
      {invitation ? <Invited invitation={invitation} /> : null}
      <Related related={related} />
    </AuthorityList>
  );
}

function Questions({ questions }: Pick<EndorsementItem, 'questions'>) {
  return questions.map(({ id, question, answer, askedAt, answeredAt }) => (
    <div key={id} className="desk-question">
      <p>
        <strong>Asked</strong> <TimeOf moment={askedAt} />
      </p>
      <blockquote dir="auto">{question}</blockquote>
      <p>
        <strong>{answer === null ? 'No answer yet.' : 'Answered'}</strong>{' '}
        {answeredAt ? <TimeOf moment={answeredAt} /> : null}
      </p>
      {answer === null ? null : <blockquote dir="auto">{answer}</blockquote>}
    </div>
  ));
}

function proofFacts({ id, proof }: EndorsementItem) {
  if (!proof) return [];
  const { authorisedBy, note, hasFile } = proof;
  return [
    ...(authorisedBy ? [{ term: 'Authorised by', value: <bdi>{authorisedBy}</bdi> }] : []),
    ...(note ? [{ term: 'Note', value: <bdi>{note}</bdi> }] : []),
    ...(hasFile
      ? [
          {
            term: 'Signed letter',
            value: <a href={`endorsements/${id}/proof`}>Download the document</a>,
          },
        ]
      : []),
  ];
}

function factsOf(item: EndorsementItem) {
  const declined = [declineText('en', item.declineTemplate), item.declineReason].filter(Boolean);
  return [
    { term: 'Name in English', value: item.organisationEn },
    ...furtherLocales.flatMap((locale) => {
      const name = item.names[locale];
      if (!name) return [];
      return [{ term: `Name in ${languageNames[locale]}`, value: <bdi lang={locale}>{name}</bdi> }];
    }),
    ...(item.statement ? [{ term: 'Statement', value: <bdi>{item.statement}</bdi> }] : []),
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
    ...proofFacts(item),
    ...(declined.length > 0 ? [{ term: 'Reason given', value: declined.join(' ') }] : []),
  ];
}

/** One organisation: evidence first; the decision, where there is one, comes after it. */
export function EndorsementCard(props: { endorsement: EndorsementItem; children?: ReactNode }) {
  const { endorsement, children } = props;
  const headingId = `organisation-${endorsement.id}`;
  return (
    <article className="desk-card" aria-labelledby={headingId}>
      <h3 id={headingId}>
        <bdi>{endorsement.organisation}</bdi>
      </h3>
      <OrganisationMark {...endorsement} />
      <CheckSignals {...endorsement} />
      {endorsement.email ? <Signals {...endorsement} /> : null}
      <FactList facts={factsOf(endorsement)} />
      <Questions {...endorsement} />
      <PublishedContacts {...endorsement} />
      {children}
    </article>
  );
}
