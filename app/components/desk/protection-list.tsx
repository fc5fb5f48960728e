import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Protection } from '~/domain/factors/factor';
import type { Moment } from './moments';
import { TimeOf } from './time-of';

type Line = { name: string; to: string; action: string; state: ReactNode };

function linesOf(protection: Protection, passphraseChangedAt: Moment | null): Line[] {
  const { passphrase, authenticator, passkeys, codesLeft, enrolled } = protection;
  const codes = {
    name: 'Recovery codes',
    to: '/organise/account/codes',
    action: 'Make new ones',
    state: codesLeft === 0 ? 'none left' : `${codesLeft} left`,
  };
  return [
    {
      name: 'Passkeys',
      to: '/organise/account/passkeys',
      action: passkeys > 0 ? 'Add or remove' : 'Add one',
      state: passkeys === 0 ? 'none' : passkeys,
    },
    {
      name: 'Passphrase',
      to: '/organise/account/passphrase',
      action: passphrase ? 'Change' : 'Choose one',
      state: passphrase ? (
        <>
          set on <TimeOf moment={passphraseChangedAt} /> (UTC)
        </>
      ) : (
        'none'
      ),
    },
    {
      name: 'Authenticator app',
      to: '/organise/account/authenticator',
      action: authenticator ? 'Connect another one' : 'Connect one',
      state: authenticator ? 'connected' : 'none',
    },
    ...(enrolled ? [codes] : []),
  ];
}

/** What an organiser signs in with, and where each of it is changed. */
export function ProtectionList(props: {
  protection: Protection;
  passphraseChangedAt: Moment | null;
}) {
  return (
    <ul className="desk-protection">
      {linesOf(props.protection, props.passphraseChangedAt).map(({ name, to, action, state }) => (
        <li key={name}>
          <strong>{name}</strong>
          <span>{state}</span>
          <Link to={to}>
            {action}
            <span className="desk-hidden">: {name}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
