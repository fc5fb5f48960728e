import type { AskingState } from '~/domain/reports/read-asking.server';
import type { Locale } from '~/i18n/locale';
import { letterPath } from '~/i18n/localised-path';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { MessagePage } from './message-page';
import { Signer } from './signer';

type ConfirmAgainProps = {
  frame: LetterFrame;
  state: AskingState;
  signatory: { name: string; locale: Locale };
};

const endings = { answered: 'done', ended: 'ended', expired: 'expired' } as const;

/** One form with one button: opening the link from the mail changes nothing. */
export function ConfirmAgainPage({ frame, state, signatory }: ConfirmAgainProps) {
  const locale = useLocale();
  const t = useTranslate();
  const title = state === 'asked' ? t('again.title') : t(`again.${endings[state]}.title`);
  return (
    <MessagePage title={title}>
      <p className="lead">{frame.title}</p>
      {state === 'asked' ? (
        <>
          <p>{t('again.text')}</p>
          <dl className="summary-list">
            <div>
              <dt>{t('again.name')}</dt>
              <dd className="summary-name">
                <Signer name={signatory.name} locale={signatory.locale} />
              </dd>
            </div>
          </dl>
          <form method="post">
            <button className="button" type="submit">
              {t('again.button')}
            </button>
          </form>
          <p className="soft">{t('again.notYou')}</p>
        </>
      ) : (
        <p>{t(`again.${endings[state]}.text`)}</p>
      )}
      <p className="touch-line">
        <a href={letterPath(frame, locale)}>{t('thanks.letter')}</a>
      </p>
    </MessagePage>
  );
}
