import type { EndorsementState } from '~/domain/endorsements/endorsement';
import { formatDayOf } from '~/i18n/format-date';
import { endorseField } from './endorsement-fields';
import type { FieldFault } from './form-faults';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import type { Answers } from './signature-fields';
import { emailInput, TextField } from './text-field';

/** Another mailbox that was asked for: it waits for its owner, or for the organisers. */
export type AskedMailbox = { email: string; askedAt: string; state: 'open' | 'waiting' };

type MailboxSectionProps = {
  frame: LetterFrame;
  endorsement: { state: EndorsementState; email: string; mailbox: AskedMailbox | null };
  refused: { faults: FieldFault[]; answers: Answers } | null;
};

/** Which mailbox speaks for the organisation, which one is to, and the way to another. */
export function MailboxSection({ frame, endorsement, refused }: MailboxSectionProps) {
  const t = useTranslate();
  const { state, email, mailbox } = endorsement;
  return (
    <section className="page-section" aria-labelledby="endorsement-mailbox">
      <h2 id="endorsement-mailbox">{t('myEndorsement.mailbox')}</h2>
      <p>
        {t('myEndorsement.mailbox.now')} <bdi>{email || t('myEndorsement.erased')}</bdi>
      </p>
      {mailbox ? <Asked frame={frame} mailbox={mailbox} /> : null}
      {state === 'unconfirmed' ? null : (
        <>
          <p>{t('myEndorsement.mailbox.text')}</p>
          <form method="post" noValidate>
            <TextField
              {...endorseField(t, refused?.faults ?? [], 'email')}
              label={t('mailboxChange.newAddress')}
              name="email"
              value={refused?.answers.email}
              input={{ ...emailInput, autoComplete: 'off' }}
            />
            <button className="button button-quiet" type="submit" name="intent" value="mailbox">
              {t('myEndorsement.mailbox.ask')}
            </button>
          </form>
        </>
      )}
    </section>
  );
}

function Asked({ frame, mailbox }: { frame: LetterFrame; mailbox: AskedMailbox }) {
  const locale = useLocale();
  const t = useTranslate();
  const date = formatDayOf(locale, mailbox.askedAt, frame.timeZone);
  return (
    <>
      <p className="notice">
        {t(`myEndorsement.mailbox.${mailbox.state}`, { date, email: mailbox.email })}
      </p>
      <form method="post">
        <button className="button button-quiet" type="submit" name="intent" value="mailbox-keep">
          {t('myEndorsement.mailbox.keep')}
        </button>
      </form>
    </>
  );
}
