import type { TextChange } from '~/domain/versions/read-text-change.server';
import { formatMoment } from '~/i18n/format-date';
import { letterPath } from '~/i18n/localised-path';
import type { Translate } from '~/i18n/translator';
import { ErrorSummary, type SummaryItem } from './error-summary';
import type { FieldFault } from './form-faults';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { BackLink } from './message-page';
import type { CameBy } from './news-consent-field';
import { SignForm, signatureSummary } from './sign-form';
import type { Answers } from './signature-fields';
import { TextChangeSection } from './text-change-section';

type SignPageProps = {
  frame: LetterFrame | null;
  stamp?: string;
  seen: string | null;
  /** What changed since the version that the person saw; null where that is not known. */
  change: TextChange | null;
  cameBy: CameBy | null;
  answers: Answers;
  faults: FieldFault[];
  problem: SignProblem | null;
};

/** Why a form came back; each but `faults` and `closed` has a sentence of its own. */
export type SignProblem =
  | { kind: 'faults' | 'closed' | 'away' | 'trap' | 'rule' | 'text-changed' }
  | { kind: 'too-many'; minutes: number };

/** The form without the letter around it: short to read again, and quick on a slow line. */
export function SignPage(props: SignPageProps) {
  const { frame, faults, problem } = props;
  const locale = useLocale();
  const t = useTranslate();
  const closed = problem?.kind === 'closed' || frame?.takesSignatures === false;
  return (
    <div className="container page narrow">
      <ErrorSummary items={summaryOf(t, problem, faults)} />
      {frame ? <BackLink href={letterPath(frame, locale)}>{t('page.back')}</BackLink> : null}
      <h1>{t('sign.title')}</h1>
      {frame ? (
        <p className="lead" lang={frame.textLocale}>
          {frame.title}
        </p>
      ) : null}
      {closed ? (
        <p>
          {frame?.closesAt
            ? t('status.closedOn', { moment: formatMoment(locale, frame.closesAt, frame.timeZone) })
            : t('status.closed')}
        </p>
      ) : (
        <>
          {frame && problem?.kind === 'text-changed' ? (
            <TextChangeSection frame={frame} change={props.change} />
          ) : null}
          <SignForm {...props} />
        </>
      )}
    </div>
  );
}

function summaryOf(t: Translate, problem: SignProblem | null, faults: FieldFault[]): SummaryItem[] {
  switch (problem?.kind) {
    case 'away':
      return [{ href: '#sign', text: t('sign.away') }];
    case 'trap':
      return [{ href: '#sign', text: t('sign.problem.trap') }];
    case 'text-changed':
      return [{ href: '#changes', text: t('sign.problem.textChanged') }];
    case 'rule':
      return [{ href: '#sign', text: t('sign.problem.rule') }];
    case 'too-many':
      return [{ href: '#sign', text: t('sign.problem.tooMany', { minutes: problem.minutes }) }];
    default:
      return signatureSummary(t, faults);
  }
}
