import { Form } from '@remix-run/react';
import type { WebhookCallState } from '~/domain/webhooks/webhook';
import { callStateLabels, describeCallResult } from './access-labels';
import type { Moment } from './moments';
import { TimeOf } from './time-of';

export type ShownCall = {
  id: number;
  eventId: string;
  event: string;
  body: string;
  state: WebhookCallState;
  attempts: number;
  status: number | null;
  fault: string | null;
  milliseconds: number | null;
  createdAt: Moment;
  nextAttemptAt: Moment | null;
};

function Call({ call }: { call: ShownCall }) {
  const ended = call.state === 'delivered' || call.state === 'given-up';
  return (
    <li>
      <p>
        <strong>{call.event}</strong>, <TimeOf moment={call.createdAt} />:{' '}
        {callStateLabels[call.state]}
        {call.attempts > 0 ? ` (${describeCallResult(call)}, try ${call.attempts})` : ''}
        {call.milliseconds === null ? '' : `, ${call.milliseconds} ms`}
        {call.nextAttemptAt && call.attempts > 0 ? (
          <>
            , next try <TimeOf moment={call.nextAttemptAt} />
          </>
        ) : null}
      </p>
      <details>
        <summary>What was sent</summary>
        <p>
          <code>{call.body}</code>
        </p>
      </details>
      {ended ? (
        <Form method="post">
          <input type="hidden" name="call" value={call.id} />
          <button
            type="submit"
            name="intent"
            value="resend"
            className="desk-button-quiet"
            aria-label={`Call again: ${call.event}, ${call.createdAt.text}`}
          >
            Call again
          </button>
        </Form>
      ) : null}
    </li>
  );
}

/** The log of a webhook, newest first. */
export function WebhookCalls({ calls }: { calls: ShownCall[] }) {
  return (
    <section aria-labelledby="calls-heading">
      <h2 id="calls-heading">Calls of the last thirty days</h2>
      {calls.length === 0 ? (
        <p>None yet. A test call shows whether the receiver answers.</p>
      ) : (
        <ul className="desk-plain-list">
          {calls.map((call) => (
            <Call key={call.id} call={call} />
          ))}
        </ul>
      )}
    </section>
  );
}
