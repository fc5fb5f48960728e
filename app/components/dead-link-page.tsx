import type { DeadLinkReason } from '~/domain/confirmations/confirmation';
import { letterPath } from '~/i18n/localised-path';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { MessagePage } from './message-page';
import { emailInput, TextField } from './text-field';

export type DeadLinkView = { reason: DeadLinkReason; frame: LetterFrame | null };

/** Why a link from a mail does nothing any more, and what helps instead. */
export function DeadLinkPage({ dead }: { dead: DeadLinkView }) {
  const { reason, frame } = dead;
  const t = useTranslate();
  return (
    <MessagePage title={t(`dead.${reason}.title`)}>
      {frame ? <p className="lead">{frame.title}</p> : null}
      <p>{t(`dead.${reason}.text`)}</p>
      <NextStep dead={dead} />
    </MessagePage>
  );
}

function NextStep({ dead: { reason, frame } }: { dead: DeadLinkView }) {
  const locale = useLocale();
  const t = useTranslate();
  if (!frame) {
    return (
      <p>
        <a className="button" href={`/${locale}`}>
          {t('error.next')}
        </a>
      </p>
    );
  }
  const canAskAgain = (reason === 'expired' || reason === 'replaced') && frame.takesSignatures;
  return (
    <>
      {canAskAgain ? <ResendForm frame={frame} /> : null}
      {reason === 'withdrawn' && frame.takesSignatures ? (
        <p>
          <a className="button" href={letterPath(frame, locale, 'sign')}>
            {t('dead.signAgain')}
          </a>
        </p>
      ) : null}
      <p>
        <a href={letterPath(frame, locale)}>{t('thanks.letter')}</a>
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
      <p className="soft">
        {t('dead.organisation')}{' '}
        <a href={letterPath(frame, locale, 'endorse')}>{t('endorse.button')}</a>
      </p>
    </>
  );
}
