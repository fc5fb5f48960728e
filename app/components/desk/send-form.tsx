import { Form, Link } from '@remix-run/react';
import type { DeliveryState } from '~/domain/deliveries/delivery';
import type { SecondPerson } from '~/domain/deliveries/second-person.server';
import type { ShownRecipient } from './delivery-recipients';
import { writePeople } from './figures';
import { RadioSet, TextField } from './form-fields';
import { Notice } from './notice';
import type { Refusal } from './refusal-notice';

type Ready = {
  addressee: string;
  to: string;
  copies: string[];
  signatures: number;
  withdrawnSince: number;
  changedSince: string | null;
  testedAt: unknown;
  approved: unknown;
  secondPerson: SecondPerson;
};

function ConfirmField({
  addressee,
  typed,
  fault,
  id = 'confirm',
}: {
  addressee: string;
  typed?: string;
  fault: Refusal | null;
  id?: string;
}) {
  return (
    <TextField
      id={id}
      name="confirm"
      label="Type the addressee’s name to confirm"
      hint={`Type: ${addressee}`}
      autoComplete="off"
      spellCheck={false}
      defaultValue={typed}
      error={fault?.fieldId === 'confirm' ? fault.text : null}
    />
  );
}

/** What still stands between the dossier and the addressee, each with the way to it. */
function Missing({ delivery, base }: { delivery: Ready; base: string }) {
  const { withdrawnSince, changedSince, testedAt, approved, secondPerson } = delivery;
  const missing = [
    ...(withdrawnSince > 0 || changedSince
      ? [{ step: 'annex', text: 'Something in it is not true any more: freeze it anew' }]
      : []),
    ...(testedAt ? [] : [{ step: 'test', text: 'Send a trial to yourself' }]),
    ...(secondPerson === 'needed' && !approved
      ? [{ step: 'approve', text: 'Have it approved by a second person' }]
      : []),
  ];
  if (missing.length === 0) return null;
  return (
    <div className="desk-notice desk-notice-warn">
      <p>
        <strong>Warning:</strong> before it can be sent:
      </p>
      <ul>
        {missing.map(({ step, text }) => (
          <li key={step}>
            <Link to={`${base}?step=${step}`}>{text}</Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The last step: everything once more, the name typed, now or at a time. */
export function SendForm(props: {
  delivery: Ready;
  base: string;
  hash: string;
  times: { zone: string; now: string[] };
  typed?: Record<string, string>;
  fault: Refusal | null;
}) {
  const { delivery, base, hash, times, typed, fault } = props;
  const { addressee, to, copies, signatures } = delivery;
  return (
    <section aria-labelledby="send-heading">
      <h2 id="send-heading">Send</h2>
      <Missing delivery={delivery} base={base} />
      <p>
        A message in the name of {writePeople(signatures)} goes to {[to, ...copies].join(', ')}
        {copies.length > 0 ? ', to each alone' : ''}. For ten minutes it can be stopped; after that
        it cannot be called back.
      </p>
      <p>
        SHA-256 of the dossier: <code>{hash}</code>
      </p>
      <p>It is now {times.now.join(' · ')}.</p>
      <Form method="post" noValidate>
        <RadioSet
          id="when"
          name="when"
          legend="When"
          choices={[
            { value: 'now', label: 'Now', hint: 'It leaves in ten minutes.' },
            { value: 'at', label: 'At a time' },
          ]}
          chosen={typed?.when ?? 'now'}
        />
        <TextField
          id="at"
          name="at"
          type="datetime-local"
          label={`The time, if not now (${times.zone})`}
          defaultValue={typed?.at}
          error={fault?.fieldId === 'at' ? fault.text : null}
        />
        <ConfirmField addressee={addressee} typed={typed?.confirm} fault={fault} />
        <button type="submit" name="intent" value="send" className="desk-button">
          Send to {addressee}
        </button>
      </Form>
    </section>
  );
}

/** Sending once more to one recipient of whom it is known, or unknown, that nothing arrived. */
export function ResendForms(props: {
  delivery: { state: DeliveryState; addressee: string; withdrawnSince: number };
  recipients: ShownRecipient[];
  typed?: Record<string, string>;
  fault: Refusal | null;
}) {
  const { delivery, recipients, typed, fault } = props;
  const { state, addressee, withdrawnSince } = delivery;
  const troubled = recipients.filter(({ place, state: one }) =>
    place === 0 ? state === 'unknown' || state === 'failed' : one === 'unknown' || one === 'failed',
  );
  if (troubled.length === 0) return null;
  return (
    <section aria-labelledby="resend-heading">
      <h2 id="resend-heading">Send again</h2>
      {troubled.map(({ place, to, state: one }) => (
        <div key={place}>
          <h3>
            {to}
            {place > 0 ? ' (copy)' : ''}
          </h3>
          <Notice kind="warn">
            {one === 'unknown'
              ? 'The message had begun to leave when the connection broke. It may have arrived, so nothing sends it again by itself. Ask the recipient first if you can.'
              : 'The mail server refused the message. Look at its answer, and mend the cause first.'}{' '}
            {withdrawnSince > 0
              ? 'It also names somebody who has withdrawn since; the copy that goes out again still would.'
              : null}
          </Notice>
          <p>The same message goes to this mailbox alone once more, with the same Message-ID.</p>
          <Form method="post" noValidate>
            <input type="hidden" name="place" value={place} />
            <ConfirmField
              addressee={addressee}
              id={place === 0 ? 'confirm' : `confirm-${place}`}
              typed={typed?.place === String(place) ? typed.confirm : undefined}
              fault={typed?.place === String(place) || place === 0 ? fault : null}
            />
            <button type="submit" name="intent" value="resend" className="desk-button">
              Send again to {to}
            </button>
          </Form>
        </div>
      ))}
    </section>
  );
}
