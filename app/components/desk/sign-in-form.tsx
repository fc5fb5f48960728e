import { Form } from '@remix-run/react';
import type { PasskeyOffer } from '~/domain/factors/offer-passkey.server';
import { TextField } from './form-fields';
import { PasskeyButton } from './passkey-button';
import { PassphraseField } from './passphrase-field';

/** One form with three ways in; without a passphrase its address is sent a link. */
export function SignInForm(props: {
  passkey: PasskeyOffer | null;
  typed?: string;
  fault: { fieldId?: string; text: string } | null;
}) {
  const { passkey, typed, fault } = props;
  const errorOf = (id: string) => (fault?.fieldId === id ? fault.text : null);
  return (
    <Form method="post" noValidate>
      <TextField
        id="email"
        name="email"
        label="Email address"
        type="email"
        inputMode="email"
        autoComplete="username"
        spellCheck={false}
        maxLength={254}
        defaultValue={typed}
        error={errorOf('email')}
      />
      <PassphraseField
        id="passphrase"
        name="passphrase"
        label="Passphrase"
        error={errorOf('passphrase')}
        use="current-password"
      />
      <p>
        <button type="submit" name="intent" value="passphrase" className="desk-button">
          Sign in
        </button>
      </p>
      <h2>Other ways</h2>
      {passkey ? (
        <PasskeyButton
          kind="ask"
          options={passkey.options}
          offer={passkey.offer}
          label="Sign in with a passkey"
        />
      ) : null}
      <p>
        No passphrase yet, or forgotten? We send a link to the address above; it works once. If your
        account has a second factor, that is asked for as well.
      </p>
      <button type="submit" name="intent" value="link" className="desk-button desk-button-plain">
        Send me a link
      </button>
    </Form>
  );
}
