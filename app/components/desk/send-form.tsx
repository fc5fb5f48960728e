import { Form, Link } from '@remix-run/react';
import type { DeliveryState } from '~/domain/deliveries/delivery';
import { writePeople } from './figures';
import { TextField } from './form-fields';
import { Notice } from './notice';

type SendableDelivery = {
  addressee: string;
  to: string;
  copies: string[];
  state: DeliveryState;
  signatures: number;
  withdrawnSince: number;
};

function ConfirmForm(props: {
  intent: 'send' | 'resend';
  addressee: string;
  button: string;
  typed?: string;
  error: string | null;
}) {
  const { intent, addressee, button, typed, error } = props;
  return (
    <Form method="post" noValidate>
      <TextField
        id="confirm"
        name="confirm"
        label="Type the addressee’s name to confirm"
        hint={`Type: ${addressee}`}
        autoComplete="off"
        spellCheck={false}
        defaultValue={typed}
        error={error}
      />
      <button type="submit" name="intent" value={intent} className="desk-button">
        {button}
      </button>
    </Form>
  );
}

function Withdrawn({ count, newPath }: { count: number; newPath: string }) {
  return (
    <Notice kind="warn">
      {count === 1 ? 'One name' : `${count} names`} in this message {count === 1 ? 'has' : 'have'}{' '}
      been withdrawn since it was frozen, so it cannot be sent any more.{' '}
      <Link to={newPath}>Prepare a new delivery</Link>; it leaves them out.
    </Notice>
  );
}

/** Sending, and sending again after a failure; each only after the addressee's name was typed. */
export function SendForm(props: {
  delivery: SendableDelivery;
  newPath: string;
  typed?: string;
  error: string | null;
}) {
  const { delivery, newPath, typed, error } = props;
  const { state, addressee, to, copies, signatures, withdrawnSince } = delivery;
  if (state === 'prepared') {
    return (
      <section aria-labelledby="send-heading">
        <h2 id="send-heading">Send</h2>
        {withdrawnSince > 0 ? (
          <Withdrawn count={withdrawnSince} newPath={newPath} />
        ) : (
          <>
            <p>
              One message, in the name of {writePeople(signatures)}, goes to{' '}
              {[to, ...copies].join(', ')}. It cannot be called back.
            </p>
            <ConfirmForm
              intent="send"
              addressee={addressee}
              button={`Send to ${addressee}`}
              typed={typed}
              error={error}
            />
          </>
        )}
      </section>
    );
  }
  if (state !== 'unknown' && state !== 'failed') return null;
  return (
    <section aria-labelledby="resend-heading">
      <h2 id="resend-heading">Send again</h2>
      <Notice kind="warn">
        {state === 'unknown'
          ? 'The message had begun to leave when the connection broke. It may have arrived, so nothing sends it again by itself. Ask the addressee first if you can.'
          : 'The mail server refused the message. Look at its answer in the record, and mend the cause first.'}{' '}
        {withdrawnSince > 0
          ? 'It also names somebody who has withdrawn since; the copy that goes out again still would.'
          : null}
      </Notice>
      <p>
        The same message goes to {[to, ...copies].join(', ')} once more, with the same Message-ID.
      </p>
      <ConfirmForm
        intent="resend"
        addressee={addressee}
        button={`Send again to ${addressee}`}
        typed={typed}
        error={error}
      />
    </section>
  );
}
