import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { useRef, useState } from 'react';
import { proofFields } from './proof-fields';
import { useHydrated } from './use-hydrated';

type Kind = 'make' | 'ask';

async function answer(kind: Kind, options: string): Promise<string> {
  const optionsJSON = JSON.parse(options);
  const credential =
    kind === 'make'
      ? await startRegistration({ optionsJSON })
      : await startAuthentication({ optionsJSON });
  return JSON.stringify(credential);
}

function sayWhy(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'InvalidStateError') return 'This device has a passkey for this account already.';
  if (name === 'NotAllowedError') return 'That was cancelled, or took too long. Nothing changed.';
  return 'This browser or device cannot do it here. Nothing changed; try another way.';
}

/**
 * Asks the device for a passkey, puts its answer into the form around it, and sends that form.
 * Without script a sentence says why it is not there.
 */
export function PasskeyButton(props: {
  kind: Kind;
  /** What is asked, as JSON of WebAuthn. */
  options: string;
  offer: string;
  label: string;
  main?: boolean;
}) {
  const { kind, options, offer, label, main } = props;
  const field = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const hydrated = useHydrated();

  async function press(): Promise<void> {
    const input = field.current;
    if (!input || busy) return;
    setFault(null);
    setBusy(true);
    try {
      input.value = await answer(kind, options);
      input.form?.requestSubmit();
    } catch (error) {
      setFault(sayWhy(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <div className="desk-passkey">
      <input ref={field} type="hidden" name={proofFields.passkey} defaultValue="" />
      <input type="hidden" name={proofFields.offer} value={offer} />
      <noscript>
        <p className="desk-hint">A passkey needs JavaScript; everything else works without.</p>
      </noscript>
      {hydrated ? (
        <button
          type="button"
          className={main ? 'desk-button' : 'desk-button desk-button-plain'}
          aria-disabled={busy}
          onClick={press}
        >
          {label}
        </button>
      ) : null}
      <p role="alert" className="desk-field-error">
        {fault}
      </p>
    </div>
  );
}
