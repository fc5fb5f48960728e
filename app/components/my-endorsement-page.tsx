import type { EndorsementState } from '~/domain/endorsements/endorsement';
import { countryName } from '~/i18n/country-names';
import { declineText } from '~/i18n/decline-texts';
import { formatDayOf } from '~/i18n/format-date';
import { letterPath } from '~/i18n/localised-path';
import { ErrorSummary } from './error-summary';
import { describedBy, Field } from './field';
import { type FieldFault, faultText } from './form-faults';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { BackLink } from './message-page';
import { Signer } from './signer';

type StoredEndorsement = {
  organisation: string;
  organisationEn: string;
  country: string;
  website: string;
  representative: string;
  role: string;
  email: string;
  showRepresentative: boolean;
  state: EndorsementState;
  createdAt: string;
  declineTemplate: string | null;
  declineReason: string | null;
  questions: { id: string; question: string; answer: string | null }[];
};

type RefusedAnswer = { answer: string; faults: FieldFault[] };

type MyEndorsementPageProps = {
  frame: LetterFrame;
  endorsement: StoredEndorsement;
  answered: boolean;
  refused: RefusedAnswer | null;
};

/** How far an endorsement is, for the person who gave it, and the way to take it back. */
export function MyEndorsementPage(props: MyEndorsementPageProps) {
  const { frame, endorsement, answered, refused } = props;
  const locale = useLocale();
  const t = useTranslate();
  const { state } = endorsement;
  const rows: [string, string][] = [
    [t('mine.state'), t(`myEndorsement.state.${state}`)],
    [t('myEndorsement.sentOn'), formatDayOf(locale, endorsement.createdAt, frame.timeZone)],
    [t('field.organisation'), endorsement.organisation],
    [t('field.organisationEn'), endorsement.organisationEn],
    [t('field.country'), countryName(locale, endorsement.country)],
    [t('field.website'), endorsement.website],
    [t('field.representative'), endorsement.representative || t('myEndorsement.erased')],
    [t('field.role'), endorsement.role || t('myEndorsement.erased')],
    [t('field.workEmail'), endorsement.email || t('myEndorsement.erased')],
    [
      t('field.showRepresentative'),
      t(endorsement.showRepresentative ? 'endorse.show.yes' : 'endorse.show.no'),
    ],
  ];
  const reasons = [
    declineText(locale, endorsement.declineTemplate),
    endorsement.declineReason,
  ].filter((text) => text !== null);
  rows.splice(1, 0, ...reasons.map((text): [string, string] => [t('myEndorsement.reason'), text]));
  const open = endorsement.questions.find(({ answer }) => answer === null);
  return (
    <div className="container page narrow">
      <ErrorSummary
        items={(refused?.faults ?? []).map((fault) => ({
          href: '#answer',
          text: faultText(t, fault, t('myEndorsement.answer')),
        }))}
      />
      <BackLink href={letterPath(frame, locale)}>{t('page.back')}</BackLink>
      <h1>{t('myEndorsement.title')}</h1>
      <p className="lead">{frame.title}</p>
      {answered && !open ? (
        <p className="notice" role="status">
          {t('myEndorsement.answer.sent')}
        </p>
      ) : null}
      {state === 'waiting' && open ? (
        <AnswerForm question={open.question} refused={refused} />
      ) : null}
      <dl className="summary-list">
        {rows.map(([label, value]) => (
          <div key={`${label} ${value}`}>
            <dt>{label}</dt>
            <dd>
              <Signer name={value} />
            </dd>
          </div>
        ))}
      </dl>
      {state === 'withdrawn' || state === 'declined' ? null : <WithdrawForm />}
    </div>
  );
}

function AnswerForm({ question, refused }: { question: string; refused: RefusedAnswer | null }) {
  const t = useTranslate();
  const label = t('myEndorsement.answer');
  const [fault] = refused?.faults ?? [];
  const error = fault && faultText(t, fault, label);
  const field = { id: 'answer', label, error, hint: t('myEndorsement.question.text') };
  return (
    <section className="page-section" aria-labelledby="question">
      <h2 id="question">{t('myEndorsement.question')}</h2>
      <blockquote className="question" dir="auto">
        {question}
      </blockquote>
      <form method="post" noValidate>
        <Field {...field}>
          <textarea
            className="control"
            id={field.id}
            name="answer"
            rows={5}
            maxLength={1000}
            defaultValue={refused?.answer}
            aria-invalid={error ? true : undefined}
            aria-describedby={describedBy(field)}
          />
        </Field>
        <button className="button" type="submit" name="intent" value="answer">
          {t('myEndorsement.answer.send')}
        </button>
      </form>
    </section>
  );
}

function WithdrawForm() {
  const t = useTranslate();
  return (
    <section className="page-section" aria-labelledby="withdraw-endorsement">
      <h2 id="withdraw-endorsement">{t('myEndorsement.withdraw')}</h2>
      <p>{t('myEndorsement.withdraw.text')}</p>
      <form method="post">
        <button className="button button-danger" type="submit" name="intent" value="withdraw">
          {t('myEndorsement.withdraw')}
        </button>
      </form>
    </section>
  );
}
