import { formatMoment } from '~/i18n/format-date';
import { letterPath } from '~/i18n/localised-path';
import { ErrorSummary } from './error-summary';
import type { FieldFault } from './form-faults';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { BackLink } from './message-page';
import { SignForm, signatureSummary } from './sign-form';
import type { Answers } from './signature-fields';

type SignPageProps = {
  frame: LetterFrame | null;
  answers: Answers;
  faults: FieldFault[];
  problem: 'faults' | 'closed' | 'away' | null;
};

/** The form without the letter around it: short to read again, and quick on a slow line. */
export function SignPage({ frame, answers, faults, problem }: SignPageProps) {
  const locale = useLocale();
  const t = useTranslate();
  const closed = problem === 'closed' || frame?.takesSignatures === false;
  return (
    <div className="container page narrow">
      {problem === 'away' ? (
        <ErrorSummary items={[{ href: '#sign', text: t('sign.away') }]} />
      ) : (
        <ErrorSummary items={signatureSummary(t, faults)} />
      )}
      {frame ? <BackLink href={letterPath(frame, locale)}>{t('page.back')}</BackLink> : null}
      <h1>{t('sign.title')}</h1>
      {frame ? <p className="lead">{frame.title}</p> : null}
      {closed ? (
        <p>
          {frame?.closesAt
            ? t('status.closedOn', { moment: formatMoment(locale, frame.closesAt, frame.timeZone) })
            : t('status.closed')}
        </p>
      ) : (
        <SignForm frame={frame} answers={answers} faults={faults} />
      )}
    </div>
  );
}
