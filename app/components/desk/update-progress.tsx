import { Form, Link } from '@remix-run/react';
import type { UpdateState } from '~/domain/updates/update';
import type { UpdateNumbers } from '~/domain/updates/update-numbers';
import { FactList } from './fact-list';
import { writeCount, writePeople } from './figures';
import { skipReasonLabels } from './update-labels';

function Bar({ done, of }: { done: number; of: number }) {
  return (
    <p>
      <label htmlFor="progress">
        {writeCount(done)} of {writeCount(of)} done
      </label>
      <progress id="progress" className="desk-progress" value={done} max={Math.max(1, of)} />
    </p>
  );
}

function Skipped({ numbers }: { numbers: UpdateNumbers }) {
  if (numbers.skippedFor.length === 0) return <>{writeCount(numbers.skipped)}</>;
  return (
    <ul className="desk-plain-list">
      {numbers.skippedFor.map(({ reason, people }) => (
        <li key={reason}>
          {writeCount(people)} {skipReasonLabels[reason]}
        </li>
      ))}
    </ul>
  );
}

/** How far an update is, and the way to stop it. Every person stands in one of the figures. */
export function UpdateProgress(props: {
  state: UpdateState;
  recipients: number;
  numbers: UpdateNumbers;
}) {
  const { state, recipients, numbers } = props;
  const busy = state === 'approved' || state === 'sending';
  const left = numbers.waiting + numbers.queued;
  return (
    <section aria-labelledby="progress-heading">
      <h2 id="progress-heading">How far it is</h2>
      {busy ? (
        <>
          <Bar done={recipients - left} of={recipients} />
          <p>
            <Link to=".">Look again</Link>
          </p>
          <Form method="post">
            <p>
              Stopping is for good: what is not sent is not sent any more, and the entry leaves the
              public timeline.
            </p>
            <button
              type="submit"
              name="intent"
              value="stop"
              className="desk-button desk-button-warn"
            >
              Stop now
            </button>
          </Form>
        </>
      ) : null}
      <FactList
        facts={[
          { term: 'Counted when it was approved', value: writePeople(recipients) },
          { term: 'Taken by a mail server, or captured here', value: writeCount(numbers.sent) },
          ...(busy
            ? [
                { term: 'Under way', value: writeCount(numbers.queued) },
                { term: 'Not written yet', value: writeCount(numbers.waiting) },
              ]
            : []),
          { term: 'Came back', value: writeCount(numbers.bounced) },
          { term: 'Given up', value: writeCount(numbers.failed) },
          { term: 'Not known whether it arrived', value: writeCount(numbers.unknown) },
          { term: 'Got nothing', value: <Skipped numbers={numbers} /> },
          { term: 'Ended news by its link', value: writeCount(numbers.unsubscribed) },
        ]}
      />
    </section>
  );
}
