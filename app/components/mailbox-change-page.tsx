import type { MailboxLink } from '~/domain/endorsements/read-mailbox-change.server';
import { letterPath } from '~/i18n/localised-path';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { MessagePage } from './message-page';
import { OrganisersContact } from './organisers-contact';
import { Signer } from './signer';

/** What the page of a link about a change of mailbox says. */
export type MailboxPageState =
  | 'confirm'
  | 'stop'
  | 'waiting'
  | 'applied'
  | 'tooLate'
  | 'stopped'
  | 'ended'
  | 'expired'
  | 'refused';

/** The page for a link, from its purpose and how far the change is. */
export function mailboxPageState({ purpose, state }: MailboxLink): MailboxPageState {
  if (purpose === 'confirm') return state === 'open' ? 'confirm' : state;
  if (state === 'open' || state === 'waiting') return 'stop';
  if (state === 'applied') return 'tooLate';
  return state === 'expired' ? 'ended' : state;
}

export const mailboxTitles = {
  confirm: 'mailboxChange.confirm.title',
  stop: 'mailboxChange.stop.title',
  waiting: 'mailboxChange.waiting.title',
  applied: 'mailboxChange.applied.title',
  tooLate: 'mailboxChange.applied.title',
  stopped: 'mailboxChange.stopped.title',
  ended: 'mailboxChange.ended.title',
  expired: 'mailboxChange.expired.title',
  refused: 'mailboxChange.refused.title',
} as const satisfies Record<MailboxPageState, string>;

type MailboxChangePageProps = {
  frame: LetterFrame;
  link: MailboxLink;
  state: MailboxPageState;
  contact: string[];
};

/** One button where there is something to decide, else what became of the change. */
export function MailboxChangePage({ frame, link, state, contact }: MailboxChangePageProps) {
  const locale = useLocale();
  const t = useTranslate();
  const tells = state === 'tooLate' || state === 'stopped' || state === 'refused';
  return (
    <MessagePage title={t(mailboxTitles[state])}>
      <p className="lead" lang={frame.textLocale}>
        {frame.title}
      </p>
      <p>{t(`mailboxChange.${state}.text`)}</p>
      {tells ? <OrganisersContact lines={contact} /> : null}
      {state === 'confirm' || state === 'stop' ? <Question link={link} intent={state} /> : null}
      <p className="touch-line">
        <a href={letterPath(frame, locale)}>{t('thanks.letter')}</a>
      </p>
    </MessagePage>
  );
}

function Question({ link, intent }: { link: MailboxLink; intent: 'confirm' | 'stop' }) {
  const t = useTranslate();
  return (
    <>
      <dl className="summary-list">
        <div>
          <dt>{t('field.organisation')}</dt>
          <dd>
            <Signer name={link.organisation} />
          </dd>
        </div>
        <div>
          <dt>{t('mailboxChange.newAddress')}</dt>
          <dd>
            <bdi>{link.newMailbox}</bdi>
          </dd>
        </div>
      </dl>
      <form method="post">
        <button className="button" type="submit" name="intent" value={intent}>
          {t(`mailboxChange.${intent}.button`)}
        </button>
      </form>
    </>
  );
}
