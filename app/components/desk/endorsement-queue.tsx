import { Form, useNavigation, useSubmit } from '@remix-run/react';
import { useRef } from 'react';
import { CheckForm } from './check-form';
import { EndorsementCard, type EndorsementItem } from './endorsement-card';
import { EndorsementDecision, type RefusedDecision } from './endorsement-decision';
import { writeCount } from './figures';
import { KeysHint } from './keys-hint';
import { useReviewKeys } from './review-keys';

type QueueProps = {
  waiting: number;
  withOthers: number;
  mine: { endorsement: EndorsementItem; place: number } | null;
  refused: RefusedDecision | null;
};

/**
 * One waiting organisation at a time, which nobody else gets meanwhile: evidence first, then the
 * decision, by mouse or by keys. It stays while the organisations in it change, so that no key is
 * lost between two.
 */
export function EndorsementQueue({ waiting, withOthers, mine, refused }: QueueProps) {
  const card = useRef<HTMLDivElement>(null);
  const submit = useSubmit();
  const busy = useNavigation().state !== 'idle';
  const id = mine?.endorsement.id ?? '';
  const take = (intent: 'next' | 'previous') => () => {
    if (!busy && waiting > 0) submit({ intent, id }, { method: 'post' });
  };
  const focusOn = (field: string) => () => {
    card.current?.querySelector<HTMLElement>(field)?.focus();
  };
  const { on, toggle } = useReviewKeys({
    a: focusOn('input[name=authorityBasis]'),
    q: focusOn('textarea[name=question]'),
    d: focusOn('input[name=template]'),
    j: take('next'),
    k: take('previous'),
  });
  return (
    <div ref={card}>
      <p className="desk-soft">
        {mine ? `${writeCount(mine.place)} of ${writeCount(waiting)}` : writeCount(waiting)} waiting
        {withOthers > 0 ? `; others are looking at ${writeCount(withOthers)}` : ''}.
      </p>
      {mine ? (
        <EndorsementCard key={id} endorsement={mine.endorsement}>
          <EndorsementDecision
            id={id}
            organisation={mine.endorsement.organisation}
            fingerprint={mine.endorsement.fingerprint}
            refused={refused}
          />
          <CheckForm
            id={id}
            organisation={mine.endorsement.organisation}
            website={mine.endorsement.website}
            refused={refused}
          />
        </EndorsementCard>
      ) : null}
      <TakeForm {...{ waiting, withOthers, id }} />
      {waiting > 0 ? (
        <KeysHint on={on} toggle={toggle}>
          Keys: <kbd>A</kbd> choose how you know and approve with <kbd>Enter</kbd>, <kbd>Q</kbd>{' '}
          ask, <kbd>D</kbd> choose why it is declined, then <kbd>Enter</kbd>, <kbd>J</kbd> next,{' '}
          <kbd>K</kbd> previous.
        </KeysHint>
      ) : null}
    </div>
  );
}

function TakeForm({
  waiting,
  withOthers,
  id,
}: Omit<QueueProps, 'mine' | 'refused'> & { id: string }) {
  if (waiting === 0) return <p>No organisation waits for a decision.</p>;
  if (!id && withOthers === waiting) {
    return <p>Other organisers are looking at all that wait. Look again in ten minutes.</p>;
  }
  return (
    <Form method="post" className="desk-pages" aria-label="Other organisations that wait">
      <input type="hidden" name="id" value={id} />
      {id ? (
        <button type="submit" name="intent" value="previous" className="desk-button-quiet">
          Previous
        </button>
      ) : null}
      <button
        type="submit"
        name="intent"
        value="next"
        className={id ? 'desk-button-quiet' : 'desk-button'}
      >
        {id ? 'Next, without deciding' : 'Look at the first one'}
      </button>
    </Form>
  );
}
