import type { PublicDelivery } from '~/domain/letters/letter-view';
import type { SignatureState, SignatureVisibility } from '~/domain/signatures/signature';
import { formatDayOf } from '~/i18n/format-date';
import { letterPath } from '~/i18n/localised-path';
import { ErrorSummary } from './error-summary';
import type { FieldFault } from './form-faults';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { BackLink } from './message-page';
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
  updates: boolean;
  signedAt: string;
};

type MySignaturePageProps = {
  frame: LetterFrame;
  signature: StoredSignature;
  deliveries: PublicDelivery[];
  done: 'updated' | 'withdrawn' | null;
  faults: FieldFault[];
  /** What was typed into a refused form, in place of what is stored. */
  answers: Answers | null;
};

/** Everything stored about one signature, for its owner to see, correct, take back or erase. */
export function MySignaturePage(props: MySignaturePageProps) {
  const { frame, signature, done, faults } = props;
  const locale = useLocale();
  const t = useTranslate();
  const signed = signature.state === 'pending' || signature.state === 'confirmed';
  return (
    <div className="container page narrow">
      <ErrorSummary items={signatureSummary(t, faults)} />
      <BackLink href={letterPath(frame, locale)}>{t('page.back')}</BackLink>
      <h1>{t('mine.title')}</h1>
      <p className="lead">{frame.title}</p>
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
          <dt>{t('field.email')}</dt>
          <dd>{signature.email}</dd>
        </div>
      </dl>
      {signed ? (
        <UpdateForm answers={props.answers ?? answersOf(signature)} faults={faults} />
      ) : (
        <SignAgain frame={frame} state={signature.state} />
      )}
      {signed ? <WithdrawForm {...props} /> : null}
      <DataForms />
    </div>
  );
}

function answersOf(signature: StoredSignature): Answers {
  return {
    name: signature.name,
    visibility: signature.visibility,
    title: signature.title ?? '',
    affiliation: signature.affiliation ?? '',
    country: signature.country ?? '',
    comment: signature.comment ?? '',
    updates: signature.updates ? 'yes' : '',
  };
}

function UpdateForm({ answers, faults }: { answers: Answers; faults: FieldFault[] }) {
  const t = useTranslate();
  return (
    <section className="page-section" aria-labelledby="mine-update">
      <h2 id="mine-update">{t('mine.update')}</h2>
      <form method="post" noValidate>
        <input type="hidden" name="intent" value="update" />
        <SignatureFields answers={answers} faults={faults} withEmail={false} />
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

function WithdrawForm({ frame, deliveries }: MySignaturePageProps) {
  const locale = useLocale();
  const t = useTranslate();
  const sent = deliveries.at(-1);
  return (
    <section className="page-section" aria-labelledby="mine-withdraw">
      <h2 id="mine-withdraw">{t('mine.withdraw')}</h2>
      <p>{t('mine.withdraw.text')}</p>
      {sent ? (
        <p>{t('mine.withdraw.sent', { date: formatDayOf(locale, sent.at, frame.timeZone) })}</p>
      ) : null}
      <form method="post">
        <button className="button button-danger" type="submit" name="intent" value="withdraw">
          {t('mine.withdraw')}
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
