import type { EndorsementState, OrganisationWords } from '~/domain/endorsements/endorsement';
import { furtherLocales, nameFields } from '~/domain/endorsements/organisation-names';
import type { ShareKit as Kit } from '~/domain/endorsements/read-share-kit.server';
import { countryName } from '~/i18n/country-names';
import { declineText } from '~/i18n/decline-texts';
import { formatDayOf } from '~/i18n/format-date';
import { letterPath } from '~/i18n/localised-path';
import type { Translate } from '~/i18n/translator';
import { AskedChanges, type AskedWords } from './asked-changes';
import { endorseSummary } from './endorsement-fields';
import { ErrorSummary } from './error-summary';
import type { FieldFault } from './form-faults';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { BackLink } from './message-page';
import { AnswerForm, ContactForm, WordsForm } from './my-endorsement-forms';
import { type AskedMailbox, MailboxSection } from './my-endorsement-mailbox';
import { NewsForms } from './news-forms';
import { ShareKit } from './share-kit';
import type { Answers } from './signature-fields';
import { Signer } from './signer';

export type StoredEndorsement = OrganisationWords & {
  country: string;
  website: string;
  representative: string;
  role: string;
  email: string;
  showRepresentative: boolean;
  hasLogo: boolean;
  state: EndorsementState;
  createdAt: string;
  declineTemplate: string | null;
  declineReason: string | null;
  questions: { id: string; question: string; answer: string | null }[];
  /** What waits for an organiser's decision. */
  asked: AskedWords | null;
  mailbox: AskedMailbox | null;
};

export type RefusedForm = {
  form: 'answer' | 'contact' | 'words' | 'mailbox' | 'news';
  faults: FieldFault[];
  answers: Answers;
  hadLogo: boolean;
};

/** What the page says was done. */
export const doneOutcomes = [
  'changed',
  'asked',
  'taken-back',
  'answered',
  'list-sent',
  'list-refused',
  'mailbox',
  'mailbox-kept',
] as const;
type Done = (typeof doneOutcomes)[number];

type MyEndorsementPageProps = {
  frame: LetterFrame;
  endorsement: StoredEndorsement;
  /** Null unless the organisation is approved. */
  kit: Kit | null;
  done: Done | null;
  refused: RefusedForm | null;
};

/** How far an endorsement is, for the person who gave it, what can be changed, and the way out. */
export function MyEndorsementPage(props: MyEndorsementPageProps) {
  const { frame, endorsement, kit, done, refused } = props;
  const locale = useLocale();
  const t = useTranslate();
  const open = endorsement.questions.find(({ answer }) => answer === null);
  const stands = endorsement.state !== 'withdrawn' && endorsement.state !== 'declined';
  const refusedOf = (form: RefusedForm['form']) => (refused?.form === form ? refused : null);
  return (
    <div className="container page narrow">
      <ErrorSummary items={endorseSummary(t, refused?.faults ?? [])} />
      <BackLink href={letterPath(frame, locale)}>{t('page.back')}</BackLink>
      <h1>{t('myEndorsement.title')}</h1>
      <p className="lead" lang={frame.textLocale}>
        {frame.title}
      </p>
      {done ? (
        <p className={done === 'list-refused' ? 'notice' : 'notice notice-ok'} role="status">
          {t(`myEndorsement.done.${done}`)}
        </p>
      ) : null}
      {open && endorsement.state === 'waiting' ? (
        <AnswerForm question={open.question} refused={refusedOf('answer')} />
      ) : null}
      <Summary frame={frame} endorsement={endorsement} />
      {stands && endorsement.asked ? (
        <AskedChanges frame={frame} before={endorsement} asked={endorsement.asked} />
      ) : null}
      {kit ? (
        <>
          <ShareKit frame={frame} endorsement={endorsement} kit={kit} />
          <NewsForms endorsement={endorsement} kit={kit} refused={refusedOf('news')} />
        </>
      ) : null}
      {stands ? (
        <>
          <ContactForm endorsement={endorsement} refused={refusedOf('contact')} />
          <MailboxSection {...props} refused={refusedOf('mailbox')} />
          <WordsForm endorsement={endorsement} refused={refusedOf('words')} />
          <WithdrawForm />
        </>
      ) : null}
    </div>
  );
}

function Summary({ frame, endorsement }: Pick<MyEndorsementPageProps, 'frame' | 'endorsement'>) {
  const locale = useLocale();
  const t = useTranslate();
  return (
    <dl className="summary-list">
      {rowsOf(t, endorsement, {
        declined: declineText(locale, endorsement.declineTemplate),
        sentOn: formatDayOf(locale, endorsement.createdAt, frame.timeZone),
        country: countryName(locale, endorsement.country),
      }).map(([label, value]) => (
        <div key={`${label} ${value}`}>
          <dt>{label}</dt>
          <dd>
            <Signer name={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function rowsOf(
  t: Translate,
  endorsement: StoredEndorsement,
  shown: { declined: string | null; sentOn: string; country: string },
): [string, string][] {
  const { declineReason, names, statement } = endorsement;
  return [
    [t('mine.state'), t(`myEndorsement.state.${endorsement.state}`)],
    ...[shown.declined, declineReason]
      .filter((text) => text !== null)
      .map((text): [string, string] => [t('myEndorsement.reason'), text]),
    [t('myEndorsement.sentOn'), shown.sentOn],
    [t('field.organisation'), endorsement.organisation],
    [t('field.organisationEn'), endorsement.organisationEn],
    ...furtherLocales.flatMap((locale): [string, string][] => {
      const name = names[locale];
      return name ? [[t(`field.${nameFields[locale]}`), name]] : [];
    }),
    ...(statement ? [[t('field.statement'), statement] as [string, string]] : []),
    [t('field.country'), shown.country],
    [t('field.website'), endorsement.website],
    [t('field.representative'), endorsement.representative || t('myEndorsement.erased')],
    [t('field.role'), endorsement.role || t('myEndorsement.erased')],
    [t('field.workEmail'), endorsement.email || t('myEndorsement.erased')],
    [
      t('field.showRepresentative'),
      t(endorsement.showRepresentative ? 'endorse.show.yes' : 'endorse.show.no'),
    ],
  ];
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
