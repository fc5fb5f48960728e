import { Form, Link } from '@remix-run/react';
import type { InvalidationState } from '~/domain/invalidations/invalidation';
import { FactList } from './fact-list';
import { writeCount } from './figures';
import type { Moment } from './moments';
import { invalidationStateLabels } from './protection-labels';
import { StateTag } from './state-tag';
import { TimeOf } from './time-of';

type Invalidation = {
  state: InvalidationState;
  reason: string;
  expected: number;
  done: number;
  frozen: number;
  taken: number;
  returned: number;
  requestedBy: string;
  createdAt: Moment;
  finishedAt: Moment | null;
};

function Bar({ label, value, of }: { label: string; value: number; of: number }) {
  return (
    <p>
      <label htmlFor="progress">{label}</label>
      <progress id="progress" className="desk-progress" value={value} max={Math.max(1, of)} />
    </p>
  );
}

function Working({ invalidation }: { invalidation: Invalidation }) {
  const { state, expected, done, taken, returned } = invalidation;
  if (state === 'running') {
    const label = `${writeCount(done)} of ${writeCount(expected)} taken out`;
    return <Bar label={label} value={done} of={expected} />;
  }
  const label = `${writeCount(returned)} of ${writeCount(taken)} put back`;
  return <Bar label={label} value={returned} of={taken} />;
}

function Buttons({ state, taken }: Pick<Invalidation, 'state' | 'taken'>) {
  if (state === 'running') {
    return (
      <Form method="post">
        <button type="submit" name="intent" value="cancel" className="desk-button">
          Stop now
        </button>
      </Form>
    );
  }
  if ((state !== 'done' && state !== 'cancelled') || taken === 0) return null;
  return (
    <Form method="post">
      <p>
        Undoing puts them back as they were, except what its owner has withdrawn or erased since.
      </p>
      <button type="submit" name="intent" value="undo" className="desk-button">
        Undo: put {writeCount(taken)} back
      </button>
    </Form>
  );
}

const sentences: Record<InvalidationState, string> = {
  counted: 'Nothing has changed yet. These and no others are meant, whoever signs now.',
  running: 'They are being taken out. You may leave this page; the work goes on.',
  done: 'They are out of the count, the public list and every later document.',
  cancelled: 'The work was stopped. What was taken out until then stays out.',
  undoing: 'They are being put back. You may leave this page; the work goes on.',
  undone: 'They count and are shown again as before.',
};

/** How far an invalidation is, and what can be done with it now. */
export function InvalidationProgress(props: {
  invalidation: Invalidation;
  criteria: string[];
  zone: string;
}) {
  const { invalidation, criteria, zone } = props;
  const { state, expected, done, reason } = invalidation;
  const busy = state === 'running' || state === 'undoing';
  return (
    <>
      <p className="desk-lead">
        <strong>{writeCount(expected)}</strong> {expected === 1 ? 'signature' : 'signatures'}.{' '}
        {sentences[state]}
      </p>
      {busy ? (
        <>
          <Working invalidation={invalidation} />
          <p>
            <Link to=".">Look again</Link>
          </p>
        </>
      ) : null}
      <Buttons {...invalidation} />
      <FactList
        facts={[
          {
            term: 'State',
            value: <StateTag state={state} label={invalidationStateLabels[state]} />,
          },
          {
            term: 'Found by',
            value: (
              <ul className="desk-plain-list">
                {criteria.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            ),
          },
          ...(state === 'counted'
            ? []
            : [
                { term: 'Out of the count now', value: writeCount(done) },
                { term: 'Reason', value: reason },
              ]),
          {
            term: 'Counted',
            value: (
              <>
                <TimeOf moment={invalidation.createdAt} /> ({zone}), {invalidation.requestedBy}
              </>
            ),
          },
          ...(invalidation.finishedAt
            ? [{ term: 'Finished', value: <TimeOf moment={invalidation.finishedAt} /> }]
            : []),
        ]}
      />
    </>
  );
}
