import { Form, Link, useNavigate, useNavigation } from '@remix-run/react';
import { useRef } from 'react';
import type { ReviewList } from '~/domain/signatures/signature';
import { writeCount } from './figures';
import { KeysHint } from './keys-hint';
import { useReviewKeys } from './review-keys';
import { type ReviewedSignature, SignatureFacts, SignatureFlags } from './signature-facts';
import { focusReason, TakeOutForm } from './take-out-form';

type Place = { waiting: number; place: number; previous: number | null; next: number | null };

/** What differs between signatures that do not count yet and flagged ones that do. */
const wordings = {
  held: {
    place: 'held for review',
    why: 'Why it is held',
    none: 'Nothing unusual was noted; a rule or the load of its network holds it.',
    accept: 'Accept',
    effect: 'Accepted, it counts at once, and the name appears as its owner chose.',
    legend: 'Why is it left out?',
    leaveOut: 'Leave out',
    keys: 'accept',
    keysOut: 'choose a reason to leave it out',
  },
  flagged: {
    place: 'flagged, already counted',
    why: 'What was noted',
    none: '',
    accept: 'Keep',
    effect: 'It counts already. Kept, it leaves this list, and who looked stays on record.',
    legend: 'Why is it taken out?',
    leaveOut: 'Take out',
    keys: 'keep',
    keysOut: 'choose a reason to take it out',
  },
} as const;

function Neighbours(props: Pick<Place, 'previous' | 'next'> & { hrefOf(from: number): string }) {
  const { previous, next, hrefOf } = props;
  return (
    <nav className="desk-pages" aria-label="Other signatures in this list">
      {previous === null ? null : <Link to={hrefOf(previous)}>Previous</Link>}
      {next === null ? null : <Link to={hrefOf(next)}>Next, without deciding</Link>}
    </nav>
  );
}

/**
 * One signature of a list: evidence first, the decision beside it. It stays while the signatures in
 * it change, so that no key is lost between two; the forms are new for each, so that neither a
 * choice nor the focus on a button passes to the next.
 */
export function ReviewCard(props: {
  signature: ReviewedSignature;
  list: ReviewList;
  place: Place;
  error: string | null;
}) {
  const { signature, list, place, error } = props;
  const { id, name } = signature;
  const words = wordings[list];
  const accepting = useRef<HTMLFormElement>(null);
  const leavingOut = useRef<HTMLFormElement>(null);
  const navigate = useNavigate();
  const busy = useNavigation().state !== 'idle';
  const hrefOf = (from: number) =>
    list === 'held' ? `?from=${from}` : `?list=${list}&from=${from}`;
  const goTo = (from: number | null) => () => {
    if (from !== null && !busy) navigate(hrefOf(from));
  };
  const { on, toggle } = useReviewKeys({
    a: () => {
      if (!busy) accepting.current?.querySelector('button')?.click();
    },
    d: () => focusReason(leavingOut),
    j: goTo(place.next),
    k: goTo(place.previous),
  });
  const hidden = { id, number: signature.number, list };
  return (
    <article className="desk-card" aria-labelledby="held-name">
      <p className="desk-soft">
        {writeCount(place.place)} of {writeCount(place.waiting)} {words.place}
      </p>
      <h2 id="held-name" className="desk-review-name">
        <bdi lang={signature.locale}>{name}</bdi>
      </h2>
      <div key={id} className="desk-decision desk-decision-review">
        <div>
          <h3>{words.why}</h3>
          <SignatureFlags flags={signature.flags} none={words.none} />
          <SignatureFacts signature={signature} />
        </div>
        <div>
          <Form method="post" ref={accepting}>
            {Object.entries(hidden).map(([field, value]) => (
              <input key={field} type="hidden" name={field} value={value} />
            ))}
            <p>{words.effect}</p>
            <button type="submit" name="intent" value="accept" className="desk-button">
              {words.accept}
              <span className="desk-hidden"> the signature of {name}</span>
            </button>
          </Form>
          <TakeOutForm
            form={leavingOut}
            hidden={hidden}
            legend={words.legend}
            intent="leave-out"
            button={words.leaveOut}
            name={name}
            error={error}
          />
        </div>
      </div>
      <Neighbours {...place} hrefOf={hrefOf} />
      <KeysHint on={on} toggle={toggle}>
        Keys: <kbd>A</kbd> {words.keys}, <kbd>D</kbd> {words.keysOut}, then <kbd>Enter</kbd>,{' '}
        <kbd>J</kbd> next, <kbd>K</kbd> previous.
      </KeysHint>
    </article>
  );
}
