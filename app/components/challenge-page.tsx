import { letterPath } from '~/i18n/localised-path';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import type { Answers } from './signature-fields';

type ChallengePageProps = { frame: LetterFrame; answers: Answers; challenge: string };

/**
 * Between the form and its answer when a network is busy: the browser works for some seconds and
 * sends the form by itself. Without JavaScript, or without patience, a button goes on.
 */
export function ChallengePage({ frame, answers, challenge }: ChallengePageProps) {
  const locale = useLocale();
  const t = useTranslate();
  return (
    <div className="container page narrow">
      <h1>{t('challenge.title')}</h1>
      <p>{t('challenge.why')}</p>
      <form
        method="post"
        action={letterPath(frame, locale, 'sign')}
        data-challenge={challenge}
        noValidate
      >
        {Object.entries(answers).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="proof" value="" />
        <p className="notice" role="status" data-working={t('challenge.working')} hidden />
        <p>{t('challenge.without')}</p>
        <button className="button button-quiet" type="submit" name="without_proof" value="yes">
          {t('challenge.continue')}
        </button>
      </form>
      <script src="/challenge.js" defer />
    </div>
  );
}
