import type { ReactNode } from 'react';
import type { AuthoritySignals } from '~/domain/endorsements/authority-signals';

/** What speaks for or against the authority of a mailbox; `children` are further signals. */
export function AuthorityList(props: { signals: AuthoritySignals; children?: ReactNode }) {
  const { domainMatches, freeMail } = props.signals;
  return (
    <ul className="desk-signals">
      <li className={domainMatches ? 'desk-signal-ok' : 'desk-signal-warn'}>
        {domainMatches
          ? 'Good sign: the mail address matches the website.'
          : 'Check: the mail address does not match the website.'}
      </li>
      {freeMail ? (
        <li className="desk-signal-warn">Check: the address is at a free mail provider.</li>
      ) : null}
      {props.children}
    </ul>
  );
}
