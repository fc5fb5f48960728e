import { letterPath } from '~/i18n/localised-path';
import { ErrorSummary } from './error-summary';
import { type FieldFault, faultText } from './form-faults';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { MailboxHints } from './mailbox-questions';
import type { Answers } from './signature-fields';
import { emailInput, TextField } from './text-field';

type CheckMailPageProps = {
  frame: LetterFrame;
  /** The address that was typed, or empty when this browser does not know it. */
  email: string;
  /** What this browser typed into the form and may send again with another address. */
  answers: Answers | null;
  /** Of the form that a corrected address is sent with. */
  stamp: string;
  /** The domain of the address, when nothing there seems to receive mail. */
  silentDomain: string | null;
  resent: keyof typeof resentTexts | null;
  faults: FieldFault[];
};

/** What is left to do: open the link in the mail, or type its six digits here. */
export function CheckMailPage(props: CheckMailPageProps) {
  const { frame, email, answers, faults } = props;
  const locale = useLocale();
  const t = useTranslate();
  const label = t('field.code');
  const problems = faults.map((fault) => faultText(t, fault, label));
  return (
    <div className="container page narrow">
      <ErrorSummary items={problems.map((text) => ({ href: '#confirm-code', text }))} />
      <h1>{t('checkMail.title')}</h1>
      <Resent state={props.resent} />
      <p className="lead">{email ? t('checkMail.sentTo', { email }) : t('checkMail.sent')}</p>
      <MailboxHints {...props} />
      <p>{t('checkMail.notCounted')}</p>
      <form
        className="code-form"
        method="post"
        action={letterPath(frame, locale, 'confirm-code')}
        noValidate
      >
        <AddressField email={email} known={answers !== null} id="code-email" />
        <TextField
          id="confirm-code"
          label={label}
          hint={t('checkMail.codeHint')}
          error={problems[0]}
          name="code"
          input={{ inputMode: 'numeric', autoComplete: 'one-time-code', maxLength: 12 }}
        />
        <button className="button" type="submit">
          {t('confirm.button')}
        </button>
      </form>
      <CheckMailHelp {...props} />
    </div>
  );
}

const resentTexts = {
  sent: 'checkMail.sentAgain',
  'too-soon': 'checkMail.tooSoon',
  'too-many': 'checkMail.tooMany',
} as const;

function Resent({ state }: { state: CheckMailPageProps['resent'] }) {
  const t = useTranslate();
  if (!state) return null;
  return (
    <p className="notice" role="status">
      {t(resentTexts[state])}
    </p>
  );
}

/** An address that this browser gave with the form need not be typed again. */
function AddressField(props: { email: string; known: boolean; id: string }) {
  const { email, known, id } = props;
  const t = useTranslate();
  if (known && email) return <input type="hidden" name="email" value={email} />;
  return (
    <TextField id={id} label={t('field.email')} name="email" value={email} input={emailInput} />
  );
}

function CheckMailHelp({ frame, email, answers }: CheckMailPageProps) {
  const locale = useLocale();
  const t = useTranslate();
  return (
    <section className="page-section" aria-labelledby="check-mail-help">
      <h2 id="check-mail-help">{t('checkMail.nothing')}</h2>
      <p>{t('checkMail.spam')}</p>
      <p>{t('checkMail.resend.hint')}</p>
      <form method="post" action={letterPath(frame, locale, 'check-mail')} noValidate>
        <input type="hidden" name="intent" value="resend" />
        <AddressField email={email} known={answers !== null} id="resend-email" />
        <button className="button button-quiet" type="submit">
          {t('checkMail.resend')}
        </button>
      </form>
      <p className="touch-line">
        {t('checkMail.wrongAddress')}{' '}
        <a href={letterPath(frame, locale, 'sign')}>{t('checkMail.change')}</a>
      </p>
    </section>
  );
}
