import type { CheckAnswer, CheckState, ContactPlace } from '~/domain/endorsements/authority-check';
import type { Moment } from './moments';
import { TimeOf } from './time-of';

export type CheckItem = {
  id: string;
  email: string;
  source: string;
  representative: string;
  role: string;
  note: string | null;
  place: ContactPlace;
  state: CheckState;
  answer: CheckAnswer | null;
  askedAt: Moment;
  expiresAt: Moment;
  answeredAt: Moment | null;
};

type Checked = { representative: string; checks: CheckItem[] };

/** What published contacts answered, as signals; a No stands out from everything else. */
export function CheckSignals({ representative, checks }: Checked) {
  const answered = checks.filter(({ answer }) => answer !== null);
  if (answered.length === 0) return null;
  const other = answered.some((check) => representative && check.representative !== representative);
  return (
    <ul className="desk-signals">
      {answered.some(({ answer }) => answer === 'no') ? (
        <li className="desk-signal-stop">
          <strong>
            Stop: the organisation’s published contact says that this person did not sign for it.
          </strong>
        </li>
      ) : null}
      {answered.some(({ answer }) => answer === 'yes') ? (
        <li className="desk-signal-ok">
          Good sign: the organisation’s published contact says that this person signed for it.
        </li>
      ) : null}
      {other ? (
        <li className="desk-signal-warn">
          Check: the published contact was asked about another person than the one named now.
        </li>
      ) : null}
    </ul>
  );
}

const places: Record<ContactPlace, string | null> = {
  website: null,
  'free-mail': 'Check: this address is at a free mail provider; look at the page again.',
  elsewhere:
    'Check: the domain of this address is neither that of the website nor a known mail provider.',
};

function Answer({ check }: { check: CheckItem }) {
  const { state, answer, answeredAt, expiresAt } = check;
  switch (state) {
    case 'answered':
      return (
        <p>
          <strong>Answered {answer === 'yes' ? 'Yes' : 'No'}</strong>{' '}
          {answeredAt ? <TimeOf moment={answeredAt} /> : null}
        </p>
      );
    case 'open':
      return (
        <p>
          <strong>No answer yet.</strong> The link works until <TimeOf moment={expiresAt} />.
        </p>
      );
    case 'expired':
      return (
        <p>
          <strong>No answer</strong> before the link ended, <TimeOf moment={expiresAt} />.
        </p>
      );
    case 'ended':
      return <p>Not answered before the decision.</p>;
    default:
      throw new Error(state satisfies never);
  }
}

/** Whom organisers have asked at the organisation's own address, and what came back. */
export function PublishedContacts({ checks }: Checked) {
  return checks.map((check) => (
    <div key={check.id} className="desk-question">
      <p>
        <strong>Asked the published contact</strong> <bdi>{check.email}</bdi> about{' '}
        <bdi>{check.representative}</bdi>, <bdi>{check.role}</bdi>,{' '}
        <TimeOf moment={check.askedAt} />; found at{' '}
        <a href={check.source} rel="noreferrer">
          {check.source}
        </a>
        .
      </p>
      {places[check.place] ? (
        <ul className="desk-signals">
          <li className="desk-signal-warn">{places[check.place]}</li>
        </ul>
      ) : null}
      <Answer check={check} />
      {check.note ? <blockquote dir="auto">{check.note}</blockquote> : null}
    </div>
  ));
}
