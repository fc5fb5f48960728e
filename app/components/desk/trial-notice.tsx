import type { TrialOutcome } from '~/domain/messages/mail-trial';
import { Notice } from './notice';

/** What came of a test mail, in the server's own words; null when there were too many. */
export function TrialNotice({ trial, to }: { trial: TrialOutcome | null; to: string }) {
  if (!trial) {
    return <Notice kind="warn">Ten test mails in an hour are enough. Nothing was sent.</Notice>;
  }
  switch (trial.outcome) {
    case 'captured':
      return <Notice kind="info">Mail is captured here. Nothing was sent.</Notice>;
    case 'accepted':
      return (
        <Notice kind="ok">
          The server took the mail to {to} and answered: <q>{trial.answer}</q>. Now look whether it
          arrives.
        </Notice>
      );
    case 'refused':
    case 'unknown':
      return (
        <Notice kind="warn">
          {trial.outcome === 'refused'
            ? 'The mail did not leave.'
            : 'It is not known whether the mail left.'}{' '}
          {trial.answer ? (
            <>
              The server answered: <q>{trial.answer}</q>.
            </>
          ) : (
            <>
              The server gave no answer: <q>{trial.fault}</q>.
            </>
          )}{' '}
          Check the settings below, then try again.
        </Notice>
      );
    default:
      throw new Error(trial satisfies never);
  }
}
