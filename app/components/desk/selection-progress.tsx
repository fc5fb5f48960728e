import { Form, Link } from '@remix-run/react';
import type { InvalidationState } from '~/domain/invalidations/invalidation';
import { canBeUndone, type SelectionAction, type SkipReason } from '~/domain/selections/selection';
import { FactList } from './fact-list';
import { writeCount } from './figures';
import type { Moment } from './moments';
import { Notice } from './notice';
import { actionLabels, skipTexts } from './selection-labels';
import { TimeOf } from './time-of';

export type Progress = {
  state: InvalidationState;
  action: SelectionAction;
  expected: number;
  done: number;
  taken: number;
  returned: number;
  skipped: { why: SkipReason; count: number }[];
  reason: string;
  original: number | null;
  requestedBy: string;
  createdAt: Moment;
  finishedAt: Moment | null;
};

function Bar({ progress }: { progress: Progress }) {
  const { state, expected, done, taken, returned, skipped } = progress;
  const undoing = state === 'undoing';
  const value = undoing ? returned : done + skipped.reduce((sum, { count }) => sum + count, 0);
  const of = undoing ? taken : expected;
  return (
    <>
      <p>
        <label htmlFor="progress">
          {writeCount(value)} of {writeCount(of)} {undoing ? 'put back' : 'looked at'}
        </label>
        <progress id="progress" className="desk-progress" value={value} max={Math.max(1, of)} />
      </p>
      <p>
        You may leave this page; the work goes on. <Link to=".">Look again</Link>
      </p>
    </>
  );
}

function Outcome({ progress }: { progress: Progress }) {
  const { state, action, done, taken, returned } = progress;
  const { done: label } = actionLabels[action];
  if (state === 'undone') {
    return (
      <Notice kind="ok">
        Undone. {writeCount(returned)} were looked at; those that nobody changed meanwhile are as
        they were.
      </Notice>
    );
  }
  const stopped = state === 'cancelled' ? ' The work was stopped before its end.' : '';
  return (
    <Notice kind={state === 'cancelled' ? 'warn' : 'ok'}>
      {writeCount(state === 'undoing' ? taken : done)} {label}.{stopped}
    </Notice>
  );
}

function Buttons({ progress }: { progress: Progress }) {
  const { state, action, taken } = progress;
  if (state === 'running') {
    return (
      <Form method="post">
        <button type="submit" name="intent" value="cancel" className="desk-button-quiet">
          Stop now
        </button>
      </Form>
    );
  }
  if ((state !== 'done' && state !== 'cancelled') || taken === 0) return null;
  if (!canBeUndone(action)) return <p>Mails that have left cannot be taken back.</p>;
  return (
    <Form method="post">
      <button type="submit" name="intent" value="undo" className="desk-button">
        Undo this for {writeCount(taken)}
      </button>
    </Form>
  );
}

/** How far it is, how many were left out and why, and the way back. */
export function SelectionProgress({ progress, zone }: { progress: Progress; zone: string }) {
  const { state, skipped, reason, original, requestedBy, createdAt, finishedAt } = progress;
  const busy = state === 'running' || state === 'undoing';
  return (
    <>
      {busy ? <Bar progress={progress} /> : <Outcome progress={progress} />}
      {skipped.length > 0 ? (
        <>
          <p>Left as they were:</p>
          <ul>
            {skipped.map(({ why, count }) => (
              <li key={why}>
                {writeCount(count)}: {skipTexts[why]}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <Buttons progress={progress} />
      <FactList
        facts={[
          ...(reason ? [{ term: 'Reason', value: reason }] : []),
          ...(original === null ? [] : [{ term: 'Duplicates of', value: `number ${original}` }]),
          {
            term: 'Selected',
            value: (
              <>
                <TimeOf moment={createdAt} /> ({zone}), {requestedBy}
              </>
            ),
          },
          ...(finishedAt ? [{ term: 'Finished', value: <TimeOf moment={finishedAt} /> }] : []),
        ]}
      />
    </>
  );
}
