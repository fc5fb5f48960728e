import { Link, useNavigate, useNavigation } from '@remix-run/react';
import { useRef } from 'react';
import { EndorsementCard, type EndorsementItem, type RefusedDecision } from './endorsement-card';
import { writeCount } from './figures';
import { KeysHint } from './keys-hint';
import { useReviewKeys } from './review-keys';

/** Where the shown endorsement stands among those that wait; ids lead to its neighbours. */
export type QueuePlace = {
  waiting: number;
  place: number;
  previous: string | null;
  next: string | null;
};

/**
 * One waiting organisation at a time: evidence first, then the decision, by mouse or by keys. It
 * stays while the organisations in it change, so that no key is lost between two.
 */
export function EndorsementQueue(props: {
  endorsement: EndorsementItem;
  place: QueuePlace;
  mayDecide: boolean;
  refused: RefusedDecision | null;
}) {
  const { endorsement, place, mayDecide, refused } = props;
  const { previous, next } = place;
  const card = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const busy = useNavigation().state !== 'idle';
  const goTo = (id: string | null) => () => {
    if (id !== null && !busy) navigate(`?at=${id}`);
  };
  const focusOn = (field: string) => () => {
    card.current?.querySelector<HTMLElement>(field)?.focus();
  };
  const { on, toggle } = useReviewKeys({
    a: focusOn('input[name=authorityBasis]'),
    d: focusOn('textarea[name=reason]'),
    j: goTo(next),
    k: goTo(previous),
  });
  return (
    <div ref={card}>
      <p className="desk-soft">
        {writeCount(place.place)} of {writeCount(place.waiting)} waiting
      </p>
      <EndorsementCard
        key={endorsement.id}
        endorsement={endorsement}
        mayDecide={mayDecide}
        next={next}
        refused={refused}
      />
      <nav className="desk-pages" aria-label="Other organisations that wait">
        {previous === null ? null : <Link to={`?at=${previous}`}>Previous</Link>}
        {next === null ? null : <Link to={`?at=${next}`}>Next, without deciding</Link>}
      </nav>
      <KeysHint on={on} toggle={toggle}>
        Keys: <kbd>A</kbd> choose how you know and approve with <kbd>Enter</kbd>, <kbd>D</kbd> write
        a reason to decline, <kbd>J</kbd> next, <kbd>K</kbd> previous.
      </KeysHint>
    </div>
  );
}
