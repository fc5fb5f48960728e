import type { DeadLinkReason } from '~/domain/confirmations/confirmation';
import { formatMoment } from '~/i18n/format-date';
import { letterPath } from '~/i18n/localised-path';
import type { MessageKey } from '~/i18n/translator';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { MessagePage } from './message-page';
import { emailInput, TextField } from './text-field';

export type DeadLinkView = { reason: DeadLinkReason; frame: LetterFrame | null };

/** Why a link from a mail does nothing any more, and what helps instead. */
export function DeadLinkPage({ dead }: { dead: DeadLinkView }) {
  const { reason, frame } = dead;
  const locale = useLocale();
  const t = useTranslate();
  return (
    <MessagePage title={t(`dead.${reason}.title`)}>
      {frame ? (
        <p className="lead" lang={frame.textLocale}>
          {frame.title}
        </p>
      ) : null}
      {reason === 'closed' && frame?.closesAt ? (
        <p>
          {t('status.closedOn', { moment: formatMoment(locale, frame.closesAt, frame.timeZone) })}
        </p>
      ) : null}
      <p>{t(`dead.${reason}.text`)}</p>
      {frame ? <NextStep reason={reason} frame={frame} /> : <ToLetters />}
    </MessagePage>
  );
}

function ToLetters() {
  const locale = useLocale();
  const t = useTranslate();
  return (
    <p>
      <a className="button" href={`/${locale}`}>
        {t('error.next')}
      </a>
    </p>
  );
}

/** What the way back to the letter is called after each reason. */
const wayBack: Partial<Record<DeadLinkReason, MessageKey>> = {
  used: 'dead.used.next',
  closed: 'dead.closed.next',
};

function NextStep({ reason, frame }: { reason: DeadLinkReason; frame: LetterFrame }) {
  const locale = useLocale();
  const t = useTranslate();
  const open = frame.takesSignatures;
  const asksAgain = open && (reason === 'expired' || reason === 'replaced');
  const signsAgain = open && reason === 'withdrawn';
  return (
    <>
      {asksAgain ? <ResendForm frame={frame} /> : null}
      {signsAgain ? (
        <p>
          <a className="button" href={letterPath(frame, locale, 'sign')}>
            {t('dead.signAgain')}
          </a>
        </p>
      ) : null}
      <p className="touch-line">
        <a
          className={asksAgain || signsAgain ? undefined : 'button'}
          href={letterPath(frame, locale)}
        >
          {t(wayBack[reason] ?? 'thanks.letter')}
        </a>
      </p>
    </>
  );
}

function ResendForm({ frame }: { frame: LetterFrame }) {
  const locale = useLocale();
  const t = useTranslate();
  return (
    <>
      <form method="post" action={letterPath(frame, locale, 'check-mail')} noValidate>
        <input type="hidden" name="intent" value="resend" />
        <TextField id="resend-email" label={t('field.email')} name="email" input={emailInput} />
        <button className="button" type="submit">
          {t('dead.resend')}
        </button>
      </form>
      <p className="soft touch-line">
        {t('dead.organisation')}{' '}
        <a href={letterPath(frame, locale, 'endorse')}>{t('endorse.button')}</a>
      </p>
    </>
  );
}
