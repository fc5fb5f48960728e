import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Protection } from '~/domain/factors/factor';

function Step(props: { title: string; state: 'done' | 'open' | 'later'; children?: ReactNode }) {
  const { title, state, children } = props;
  const words = { done: 'Completed', open: 'Not done yet', later: 'Comes after the one before' };
  return (
    <li className={`desk-step desk-step-${state}`}>
      <h2>{title}</h2>
      <p className="desk-soft">{words[state]}</p>
      {children}
    </li>
  );
}

function SecondFactor({ protection }: { protection: Protection }) {
  const { passphrase, authenticator, enrolled } = protection;
  const next = passphrase
    ? { to: '/organise/account/authenticator', label: 'Connect an authenticator app' }
    : { to: '/organise/account/passphrase', label: 'Choose a passphrase' };
  if (enrolled) return <Step title="A second factor" state="done" />;
  return (
    <Step title="A second factor" state="open">
      <p>
        The quickest is a passkey: your finger, your face, or the PIN of your device, and nothing to
        remember.
      </p>
      <p>
        <Link className="desk-button" to="/organise/account/passkeys">
          Use a passkey
        </Link>
      </p>
      <p>
        Or a passphrase, and an app on your phone that shows codes
        {passphrase ? '; the passphrase is chosen already' : ''}
        {authenticator ? '; the app is connected already' : ''}.
      </p>
      <p>
        <Link className="desk-button desk-button-plain" to={next.to}>
          {next.label}
        </Link>
      </p>
    </Step>
  );
}

/** What protects an account, in order, with how far each step is; then what an owner looks at once. */
export function SetUpSteps(props: { protection: Protection; ownsInstallation: boolean }) {
  const { protection, ownsInstallation } = props;
  const { enrolled, codesMade } = protection;
  const codes = codesMade ? 'done' : 'open';
  return (
    <ol className="desk-steps">
      <SecondFactor protection={protection} />
      <Step title="Recovery codes" state={enrolled ? codes : 'later'}>
        {enrolled && !codesMade ? (
          <p>
            <Link className="desk-button" to="/organise/account/codes">
              Get recovery codes
            </Link>
          </p>
        ) : null}
      </Step>
      {ownsInstallation ? (
        <li className="desk-step">
          <h2>This installation</h2>
          <p className="desk-soft">To look at once; the operator changes it</p>
          <p>
            <Link to="/organise/set-up/installation">Name, languages and times</Link>,{' '}
            <Link to="/organise/set-up/mail">whether mail leaves</Link>
          </p>
        </li>
      ) : null}
    </ol>
  );
}
