import { Form, Link, useNavigate, useNavigation } from '@remix-run/react';
import { useRef } from 'react';
import type { SigningFlag } from '~/domain/protection/signing-flag';
import type { SignatureVisibility } from '~/domain/signatures/signature';
import type { Locale } from '~/i18n/locale';
import { FactList } from './fact-list';
import { writeCount } from './figures';
import { RadioSet } from './form-fields';
import { KeysHint } from './keys-hint';
import type { Moment } from './moments';
import { flagLabels, flagTexts, leaveOutLabels } from './protection-labels';
import { useReviewKeys } from './review-keys';
import { languageNames, visibilityLabels } from './state-labels';
import { TimeOf } from './time-of';

export type ReviewedSignature = {
  id: string;
  number: number;
  name: string;
  latinName: string | null;
  title: string | null;
  affiliation: string | null;
  comment: string | null;
  emailMasked: string;
  country: string | null;
  locale: Locale;
  visibility: SignatureVisibility;
  flags: SigningFlag[];
  signedAt: Moment;
  confirmedAt: Moment | null;
};

type Place = { waiting: number; place: number; previous: number | null; next: number | null };

const reasons = Object.entries(leaveOutLabels).map(([value, label]) => ({ value, label }));

function Flags({ flags }: { flags: SigningFlag[] }) {
  if (flags.length === 0) {
    return <p>Nothing unusual was noted; a rule or the load of its network holds it.</p>;
  }
  return (
    <ul className="desk-signals">
      {flags.map((flag) => (
        <li key={flag} className="desk-signal-warn">
          <strong>{flagLabels[flag] ?? flag}:</strong> {flagTexts[flag]}
        </li>
      ))}
    </ul>
  );
}

function factsOf(signature: ReviewedSignature) {
  const { locale, latinName, title, affiliation, comment } = signature;
  const own = (text: string | null) => (text ? <bdi lang={locale}>{text}</bdi> : '–');
  return [
    ...(latinName ? [{ term: 'In Latin letters', value: <bdi>{latinName}</bdi> }] : []),
    { term: 'Title', value: own(title) },
    { term: 'Affiliation', value: own(affiliation) },
    { term: 'Comment for the organisers', value: own(comment) },
    { term: 'Email (masked)', value: signature.emailMasked },
    { term: 'Country', value: signature.country ?? '–' },
    { term: 'Language', value: languageNames[locale] },
    { term: 'Name appears', value: visibilityLabels[signature.visibility] },
    { term: 'Signed', value: <TimeOf moment={signature.signedAt} /> },
    { term: 'Mailbox confirmed', value: <TimeOf moment={signature.confirmedAt} /> },
    { term: 'Number', value: signature.number },
  ];
}

function Neighbours({ previous, next }: Pick<Place, 'previous' | 'next'>) {
  return (
    <nav className="desk-pages" aria-label="Other signatures held for review">
      {previous === null ? null : <Link to={`?from=${previous}`}>Previous</Link>}
      {next === null ? null : <Link to={`?from=${next}`}>Next, without deciding</Link>}
    </nav>
  );
}

/**
 * One held signature: evidence first, the decision beside it. It stays while the signatures in it
 * change, so that no key is lost between two; the forms are new for each, so that neither a choice
 * nor the focus on a button passes to the next.
 */
export function ReviewCard(props: {
  signature: ReviewedSignature;
  place: Place;
  error: string | null;
}) {
  const { signature, place, error } = props;
  const { id, name } = signature;
  const accepting = useRef<HTMLFormElement>(null);
  const leavingOut = useRef<HTMLFormElement>(null);
  const navigate = useNavigate();
  const busy = useNavigation().state !== 'idle';
  const goTo = (from: number | null) => () => {
    if (from !== null && !busy) navigate(`?from=${from}`);
  };
  const { on, toggle } = useReviewKeys({
    a: () => {
      if (!busy) accepting.current?.querySelector('button')?.click();
    },
    d: () => leavingOut.current?.querySelector<HTMLInputElement>('input[type=radio]')?.focus(),
    j: goTo(place.next),
    k: goTo(place.previous),
  });
  return (
    <article className="desk-card" aria-labelledby="held-name">
      <p className="desk-soft">
        {writeCount(place.place)} of {writeCount(place.waiting)} held for review
      </p>
      <h2 id="held-name" className="desk-review-name">
        <bdi lang={signature.locale}>{name}</bdi>
      </h2>
      <div key={id} className="desk-decision desk-decision-review">
        <div>
          <h3>Why it is held</h3>
          <Flags flags={signature.flags} />
          <FactList facts={factsOf(signature)} />
        </div>
        <div>
          <Form method="post" ref={accepting}>
            <input type="hidden" name="id" value={id} />
            <input type="hidden" name="number" value={signature.number} />
            <p>Accepted, it counts at once, and the name appears as its owner chose.</p>
            <button type="submit" name="intent" value="accept" className="desk-button">
              Accept<span className="desk-hidden"> the signature of {name}</span>
            </button>
          </Form>
          <Form method="post" ref={leavingOut} noValidate>
            <input type="hidden" name="id" value={id} />
            <input type="hidden" name="number" value={signature.number} />
            <RadioSet
              id="because"
              name="because"
              legend="Why is it left out?"
              choices={reasons}
              error={error}
            />
            <button type="submit" name="intent" value="leave-out" className="desk-button-quiet">
              Leave out<span className="desk-hidden"> the signature of {name}</span>
            </button>
          </Form>
        </div>
      </div>
      <Neighbours {...place} />
      <KeysHint on={on} toggle={toggle}>
        Keys: <kbd>A</kbd> accept, <kbd>D</kbd> choose a reason to leave it out, then{' '}
        <kbd>Enter</kbd>, <kbd>J</kbd> next, <kbd>K</kbd> previous.
      </KeysHint>
    </article>
  );
}
