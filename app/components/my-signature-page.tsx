import type { CopyOfSignature } from '~/domain/deliveries/list-copies-of-signature.server';
import type { SignatureState, SignatureVisibility } from '~/domain/signatures/signature';
import { formatDayOf } from '~/i18n/format-date';
import { letterPath, localisedPath } from '~/i18n/localised-path';
import type { Translate } from '~/i18n/translator';
import { ErrorSummary } from './error-summary';
import type { FieldFault } from './form-faults';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { BackLink } from './message-page';
import { type CameBy, NewsConsentField } from './news-consent-field';
import { signatureSummary } from './sign-form';
import { type Answers, SignatureFields } from './signature-fields';

type StoredSignature = {
  state: SignatureState;
  visibility: SignatureVisibility;
  name: string;
  email: string;
  title: string | null;
  affiliation: string | null;
  country: string | null;
  comment: string | null;
  latinName: string | null;
  updates: boolean;
  newsFrom: CameBy | null;
  signedAt: string;
  /** When the address was erased; null while it is stored. */
  contactErasedAt: string | null;
  agreements: { version: number }[];
  textChanged: boolean;
};

type MySignaturePageProps = {
  frame: LetterFrame;
  token: string;
  signature: StoredSignature;
  /** How many copies are on record as sent, whoever stands in them. */
  sent: number;
  copies: CopyOfSignature[];
  done: 'updated' | 'withdrawn' | 'stopped' | null;
  faults: FieldFault[];
  /** What was typed into a refused form, in place of what is stored. */
  answers: Answers | null;
};

/** Everything stored about one signature, for its owner to see, correct, take back or erase. */
export function MySignaturePage(props: MySignaturePageProps) {
  const { frame, signature, done, faults } = props;
  const locale = useLocale();
  const t = useTranslate();
  const signed = ['pending', 'held', 'confirmed'].includes(signature.state);
  const carries = signature.textChanged && ['held', 'confirmed'].includes(signature.state);
  return (
    <div className="container page narrow">
      <ErrorSummary items={signatureSummary(t, faults)} />
      <BackLink href={letterPath(frame, locale)}>{t('page.back')}</BackLink>
      <h1>{t('mine.title')}</h1>
      <p className="lead" lang={frame.textLocale}>
        {frame.title}
      </p>
      {done ? (
        <p className="notice notice-ok" role="status">
          {t(`mine.done.${done}`)}
        </p>
      ) : null}
      <dl className="summary-list">
        <div>
          <dt>{t('mine.state')}</dt>
          <dd>{t(`mine.state.${signature.state}`)}</dd>
        </div>
        <div>
          <dt>{t('mine.signedOn')}</dt>
          <dd>{formatDayOf(locale, signature.signedAt, frame.timeZone)}</dd>
        </div>
        <div>
          <dt>{t('mine.version')}</dt>
          <dd>{versionsOf(t, signature)}</dd>
        </div>
        <div>
          <dt>{t('field.email')}</dt>
          <dd>{signature.email || <ErasedOn frame={frame} at={signature.contactErasedAt} />}</dd>
        </div>
      </dl>
      {carries ? (
        <p className="notice touch-line">
          <a href={localisedPath(`/carry-over/${props.token}`, locale, frame.masterLocale)}>
            {t('mine.carry')}
          </a>
        </p>
      ) : null}
      <Copies {...props} />
      {signed ? (
        <UpdateForm
          answers={props.answers ?? answersOf(signature)}
          newsFrom={signature.newsFrom}
          faults={faults}
        />
      ) : (
        <SignAgain frame={frame} state={signature.state} />
      )}
      {signed ? <WithdrawForm /> : null}
      {signed && signature.email ? <StopMailForm /> : null}
      <DataForms />
    </div>
  );
}

function versionsOf(t: Translate, { agreements }: StoredSignature): string {
  const agreed = agreements.map(({ version }) => t('facts.version', { number: version }));
  return agreed.join(', ') || '–';
}

function ErasedOn({ frame, at }: { frame: LetterFrame; at: string | null }) {
  const locale = useLocale();
  const t = useTranslate();
  if (!at) return null;
  return t('mine.contactErased', { date: formatDayOf(locale, at, frame.timeZone) });
}

function answersOf(signature: StoredSignature): Answers {
  return {
    name: signature.name,
    visibility: signature.visibility,
    title: signature.title ?? '',
    affiliation: signature.affiliation ?? '',
    country: signature.country ?? '',
    comment: signature.comment ?? '',
    latinName: signature.latinName ?? '',
    updates: signature.updates ? 'yes' : '',
    newsFrom: signature.newsFrom ? 'yes' : '',
  };
}

function UpdateForm(props: { answers: Answers; newsFrom: CameBy | null; faults: FieldFault[] }) {
  const { answers, newsFrom, faults } = props;
  const t = useTranslate();
  return (
    <section className="page-section" aria-labelledby="mine-update">
      <h2 id="mine-update">{t('mine.update')}</h2>
      <form method="post" noValidate>
        <input type="hidden" name="intent" value="update" />
        <SignatureFields answers={answers} faults={faults} asks="latin-name" />
        {newsFrom ? (
          <NewsConsentField
            id="mine-newsFrom"
            by={newsFrom}
            value={newsFrom.code}
            checked={Boolean(answers.newsFrom)}
            hint="mine.newsFrom.hint"
          />
        ) : null}
        <button className="button" type="submit">
          {t('mine.save')}
        </button>
      </form>
    </section>
  );
}

function SignAgain({ frame, state }: { frame: LetterFrame; state: SignatureState }) {
  const locale = useLocale();
  const t = useTranslate();
  if (!frame.takesSignatures || state !== 'withdrawn') return null;
  return (
    <p>
      <a href={letterPath(frame, locale, 'sign')}>{t('dead.signAgain')}</a>
    </p>
  );
}

/** What is out already and cannot be called back, read from the copies themselves. */
function Copies({ frame, sent, copies }: MySignaturePageProps) {
  const locale = useLocale();
  const t = useTranslate();
  if (sent === 0 && copies.length === 0) return null;
  return (
    <section aria-labelledby="mine-copies">
      <h2 id="mine-copies">{t('mine.copies')}</h2>
      {copies.length === 0 ? <p>{t('mine.copies.none')}</p> : null}
      {copies.map(({ at, has }) => {
        const date = formatDayOf(locale, at, frame.timeZone);
        const key = has === 'name' ? 'mine.copies.named' : 'mine.copies.counted';
        return <p key={at}>{t(key, { date })}</p>;
      })}
    </section>
  );
}

function WithdrawForm() {
  const t = useTranslate();
  return (
    <section className="page-section" aria-labelledby="mine-withdraw">
      <h2 id="mine-withdraw">{t('mine.withdraw')}</h2>
      <p>{t('mine.withdraw.text')}</p>
      <form method="post">
        <button className="button button-danger" type="submit" name="intent" value="withdraw">
          {t('mine.withdraw')}
        </button>
      </form>
    </section>
  );
}

function StopMailForm() {
  const t = useTranslate();
  return (
    <section className="page-section" aria-labelledby="mine-mail">
      <h2 id="mine-mail">{t('mine.mail')}</h2>
      <p>{t('mine.mail.text')}</p>
      <form method="post">
        <button className="button button-quiet" type="submit" name="intent" value="stop-mail">
          {t('mine.mail.stop')}
        </button>
      </form>
    </section>
  );
}

function DataForms() {
  const t = useTranslate();
  return (
    <section className="page-section" aria-labelledby="mine-data">
      <h2 id="mine-data">{t('mine.data')}</h2>
      <p>{t('mine.download.text')}</p>
      <form method="post">
        <button className="button button-quiet" type="submit" name="intent" value="download">
          {t('mine.download')}
        </button>
      </form>
      <p>{t('mine.erase.text')}</p>
      <form method="post">
        <button className="button button-danger" type="submit" name="intent" value="erase">
          {t('mine.erase')}
        </button>
      </form>
    </section>
  );
}
