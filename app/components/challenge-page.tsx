import { letterPath } from '~/i18n/localised-path';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import type { Answers } from './signature-fields';

type ChallengePageProps = {
  frame: LetterFrame;
  answers: Answers;
  challenge: string;
  /** What is sent, and where to, when it is not a signature. */
  report?: { action: string };
};

const wordings = {
  signature: {
    why: 'challenge.why',
    without: 'challenge.without',
    working: 'challenge.working',
  },
  report: {
    why: 'challenge.report.why',
    without: 'challenge.report.without',
    working: 'challenge.report.working',
  },
} as const;

/**
 * Between the form and its answer when a network is busy: the browser works for some seconds and
 * sends the form by itself. Without JavaScript, or without patience, a button goes on.
 */
export function ChallengePage({ frame, answers, challenge, report }: ChallengePageProps) {
  const locale = useLocale();
  const t = useTranslate();
  const words = wordings[report ? 'report' : 'signature'];
  return (
    <div className="container page narrow">
      <h1>{t('challenge.title')}</h1>
      <p>{t(words.why)}</p>
      <form
        method="post"
        action={report?.action ?? letterPath(frame, locale, 'sign')}
        data-challenge={challenge}
        noValidate
      >
        {Object.entries(answers).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="proof" value="" />
        <p className="notice" role="status" data-working={t(words.working)} hidden />
        <p>{t(words.without)}</p>
        <button className="button button-quiet" type="submit" name="without_proof" value="yes">
          {t('challenge.continue')}
        </button>
      </form>
      <script src="/challenge.js" defer />
    </div>
  );
}
