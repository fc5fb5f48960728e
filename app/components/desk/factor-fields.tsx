import type { PasskeyOffer } from '~/domain/factors/offer-passkey.server';
import { TextField } from './form-fields';
import { PasskeyButton } from './passkey-button';
import { proofFields } from './proof-fields';

export type FactorChoice = {
  authenticator: boolean;
  passkey: PasskeyOffer | null;
};

/** Whatever the organiser has to prove a second factor, inside a form that sends it. */
export function FactorFields(props: {
  choice: FactorChoice;
  button: string;
  fault: { fieldId?: string; text: string } | null;
}) {
  const { choice, button, fault } = props;
  const { authenticator, passkey } = choice;
  const errorOf = (id: string) => (fault?.fieldId === id ? fault.text : null);
  return (
    <>
      {passkey ? (
        <PasskeyButton
          kind="ask"
          options={passkey.options}
          offer={passkey.offer}
          label="Use a passkey"
          main={!authenticator}
        />
      ) : null}
      {authenticator ? (
        <>
          <TextField
            id="code"
            name={proofFields.code}
            label="Code from your authenticator app"
            hint="Six digits. Each code works once."
            inputMode="numeric"
            autoComplete="one-time-code"
            spellCheck={false}
            maxLength={12}
            error={errorOf('code')}
          />
          <button type="submit" className="desk-button">
            {button}
          </button>
        </>
      ) : null}
      <details className="desk-recovery" open={fault?.fieldId === 'recoveryCode'}>
        <summary>I have neither at hand: use a recovery code</summary>
        <TextField
          id="recoveryCode"
          name={proofFields.recoveryCode}
          label="Recovery code"
          hint="One of the ten you were shown. Each works once; dashes and capitals do not matter."
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          error={errorOf('recoveryCode')}
        />
        <button type="submit" className="desk-button desk-button-plain">
          {button} with this code
        </button>
      </details>
    </>
  );
}
