import { Form, Link } from '@remix-run/react';
import type { TriggerKind, TriggerOutcome } from '~/domain/deliveries/delivery-trigger';
import { FactList } from './fact-list';
import { writeCount } from './figures';
import { TextField } from './form-fields';
import type { Moment } from './moments';
import { TimeOf } from './time-of';

export type ShownTrigger = {
  id: string;
  addressee: string;
  kind: TriggerKind;
  threshold: number;
  standing: { by: string; at: Moment; valid: boolean } | null;
  standingHash: string | null;
  firedAt: Moment | null;
  outcome: TriggerOutcome | null;
  reason: string | null;
  deliveryId: string | null;
};

const outcomes: Record<TriggerOutcome, string> = {
  prepared: 'prepared, and waits for you',
  standing: 'prepared, and about to be queued',
  queued: 'queued, as was approved beforehand',
  refused: 'nothing was prepared',
};

const reasons: Record<string, string> = {
  'approval-void': 'text or addressee were not those that were approved beforehand',
  'already-sent': 'an earlier copy is on its way, or it is unknown whether it arrived',
  'nothing-changed': 'nothing had changed since the last copy',
  'checks-failed': 'a check failed',
  'snapshot-stale': 'somebody in it has withdrawn meanwhile',
  'text-changed': 'the text was changed meanwhile',
  'target-changed': 'the addressee was changed meanwhile',
};

/** What is planned and what became of it, with what can be done about it. */
export function TriggerList(props: {
  triggers: ShownTrigger[];
  deliveries: string;
  mayPlan: boolean;
  maySend: boolean;
  typed?: Record<string, string>;
}) {
  const { triggers, deliveries, mayPlan, maySend, typed } = props;
  if (triggers.length === 0) return <p>Nothing is planned.</p>;
  return (
    <>
      {triggers.map((trigger) => (
        <section key={trigger.id} aria-labelledby={`trigger-${trigger.id}`}>
          <h3 id={`trigger-${trigger.id}`}>
            {describeTrigger(trigger)}, to {trigger.addressee}
          </h3>
          <FactList facts={factsOf(trigger, deliveries)} />
          {trigger.firedAt || !mayPlan ? null : <Remove id={trigger.id} />}
          {maySend && !trigger.firedAt && trigger.standingHash && !trigger.standing?.valid ? (
            <Approve
              trigger={trigger}
              typed={typed?.id === trigger.id ? typed.confirm : undefined}
            />
          ) : null}
        </section>
      ))}
    </>
  );
}

export function describeTrigger({ kind, threshold }: { kind: TriggerKind; threshold: number }) {
  return kind === 'closing' ? 'When the letter closes' : `At ${writeCount(threshold)} signatures`;
}

function factsOf({ firedAt, outcome, reason, deliveryId, standing }: ShownTrigger, base: string) {
  const approval = standing
    ? `by ${standing.by}, ${standing.at.text}${standing.valid ? '' : '; void, because text or addressee were changed'}`
    : 'no: it waits for people';
  if (!firedAt || !outcome) return [{ term: 'Approved beforehand', value: approval }];
  return [
    { term: 'Was due', value: <TimeOf moment={firedAt} /> },
    {
      term: 'What became of it',
      value: [outcomes[outcome], reason && (reasons[reason] ?? reason)].filter(Boolean).join(': '),
    },
    ...(deliveryId
      ? [{ term: 'Delivery', value: <Link to={`${base}/${deliveryId}`}>Open it</Link> }]
      : []),
  ];
}

function Remove({ id }: { id: string }) {
  return (
    <Form method="post">
      <input type="hidden" name="id" value={id} />
      <button type="submit" name="intent" value="remove" className="desk-button desk-button-quiet">
        Take it back
      </button>
    </Form>
  );
}

function Approve({ trigger, typed }: { trigger: ShownTrigger; typed?: string }) {
  const { id, addressee, standingHash } = trigger;
  return (
    <details className="desk-dossier-standing">
      <summary>Let it leave by itself</summary>
      <Form method="post" noValidate>
        <p>
          You approve now that the present text of the letter goes to {addressee}, with its
          mailboxes and languages as they are,{' '}
          <strong>whatever the names and numbers will be then</strong>. Nobody looks at it again;
          only the checks do. It still waits ten minutes, in which it can be stopped. Any change of
          text or addressee makes this approval void.
        </p>
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="hash" value={standingHash ?? ''} />
        <TextField
          id={`confirm-${id}`}
          name="confirm"
          label="Type the addressee’s name to confirm"
          hint={`Type: ${addressee}`}
          autoComplete="off"
          spellCheck={false}
          defaultValue={typed}
        />
        <button type="submit" name="intent" value="approve" className="desk-button">
          Approve beforehand
        </button>
      </Form>
    </details>
  );
}
