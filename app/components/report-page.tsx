import { longestWords, reportReasons } from '~/domain/reports/signature-report';
import { letterPath } from '~/i18n/localised-path';
import type { Translate } from '~/i18n/translator';
import { ErrorSummary, type SummaryItem } from './error-summary';
import { describedBy, Field } from './field';
import { type FieldFault, faultText } from './form-faults';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { BackLink } from './message-page';
import { RadioSet } from './radio-set';
import { SignGuardFields } from './sign-guard-fields';
import { emailInput, TextField } from './text-field';

export type ReportProblem = { kind: 'trap' } | { kind: 'too-many'; minutes: number };
export type ReportAnswers = { [field: string]: string | undefined };

type ReportPageProps = {
  frame: LetterFrame;
  number: number;
  answers: ReportAnswers;
  faults: FieldFault[];
  problem: ReportProblem | null;
};

const labels = { reason: 'report.reason', words: 'report.words', email: 'report.email' } as const;
type ReportField = keyof typeof labels;

/** By which anybody tells the organisers about a signature; the same whatever the number is. */
export function ReportPage(props: ReportPageProps) {
  const { frame, number, faults, problem } = props;
  const locale = useLocale();
  const t = useTranslate();
  return (
    <div className="container page narrow">
      <ErrorSummary items={summaryOf(t, problem, faults)} />
      <BackLink href={letterPath(frame, locale, 'signatures')}>{t('report.toList')}</BackLink>
      <h1>{t('report.title')}</h1>
      <p className="lead">
        {frame.title}
        {' · '}
        {t('report.number', { number })}
      </p>
      <p>{t('report.text')}</p>
      <p className="soft">{t('report.notRemoved')}</p>
      <ReportFormFields {...props} />
    </div>
  );
}

function ReportFormFields({ answers, faults }: ReportPageProps) {
  const t = useTranslate();
  const field = (name: ReportField) => {
    const fault = faults.find((one) => one.field === name);
    return {
      id: `report-${name}`,
      label: t(labels[name]),
      error: fault && faultText(t, fault, t(labels[name])),
    };
  };
  const { label: legend, ...reason } = field('reason');
  const words = { ...field('words'), hint: t('report.words.hint') };
  return (
    <form method="post" id="report" noValidate>
      <RadioSet
        {...reason}
        legend={legend}
        name="reason"
        value={answers.reason}
        choices={reportReasons.map((value) => ({
          value,
          label: t(`report.reason.${value}`),
          hint:
            value === 'without-permission' ? t('report.reason.without-permission.hint') : undefined,
        }))}
      />
      <Field {...words}>
        <textarea
          className="control"
          id={words.id}
          name="words"
          rows={5}
          maxLength={4 * longestWords}
          defaultValue={answers.words}
          aria-invalid={words.error ? true : undefined}
          aria-describedby={describedBy(words)}
        />
      </Field>
      <TextField
        {...field('email')}
        hint={t('report.email.hint')}
        name="email"
        value={answers.email}
        input={emailInput}
      />
      <input type="hidden" name="ticket" value={answers.ticket} />
      <SignGuardFields stamp={answers.stamp} />
      <button className="button" type="submit">
        {t('report.button')}
      </button>
    </form>
  );
}

function summaryOf(
  t: Translate,
  problem: ReportProblem | null,
  faults: FieldFault[],
): SummaryItem[] {
  switch (problem?.kind) {
    case 'trap':
      return [{ href: '#report', text: t('report.problem.trap') }];
    case 'too-many':
      return [{ href: '#report', text: t('report.problem.tooMany', { minutes: problem.minutes }) }];
    default:
      return faults.map((fault) => ({
        href: `#report-${fault.field}`,
        text: faultText(t, fault, t(labels[fault.field as ReportField] ?? 'report.title')),
      }));
  }
}
