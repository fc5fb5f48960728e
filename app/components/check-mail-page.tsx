import { letterPath } from '~/i18n/localised-path';
import { ErrorSummary } from './error-summary';
import { type FieldFault, faultText } from './form-faults';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { mailboxOf, suggestEmailAddress } from './mailbox-hints';
import { emailInput, TextField } from './text-field';

type CheckMailPageProps = {
  frame: LetterFrame;
  /** The address that was typed, or empty when this browser does not know it. */
  email: string;
  again: boolean;
  faults: FieldFault[];
};

/** What is left to do: open the link in the mail, or type its six digits here. */
export function CheckMailPage({ frame, email, again, faults }: CheckMailPageProps) {
  const locale = useLocale();
  const t = useTranslate();
  const label = t('field.code');
  const problems = faults.map((fault) => faultText(t, fault, label));
  return (
    <div className="container page narrow">
      <ErrorSummary items={problems.map((text) => ({ href: '#confirm-code', text }))} />
      <h1>{t('checkMail.title')}</h1>
      {again ? (
        <p className="notice" role="status">
          {t('checkMail.sentAgain')}
        </p>
      ) : null}
      <p className="lead">{email ? t('checkMail.sentTo', { email }) : t('checkMail.sent')}</p>
      <MailboxHints email={email} />
      <p>{t('checkMail.notCounted')}</p>
      <form
        className="code-form"
        method="post"
        action={letterPath(frame, locale, 'confirm-code')}
        noValidate
      >
        <AddressField email={email} id="code-email" />
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
      <CheckMailHelp frame={frame} email={email} />
    </div>
  );
}

function AddressField({ email, id }: { email: string; id: string }) {
  const t = useTranslate();
  if (email) return <input type="hidden" name="email" value={email} />;
  return <TextField id={id} label={t('field.email')} name="email" input={emailInput} />;
}

function MailboxHints({ email }: { email: string }) {
  const t = useTranslate();
  const mailbox = mailboxOf(email);
  const suggestion = suggestEmailAddress(email);
  return (
    <>
      {suggestion ? (
        <p className="notice">{t('checkMail.didYouMean', { email: suggestion })}</p>
      ) : null}
      {mailbox ? (
        <p>
          <a href={mailbox.href} rel="noreferrer">
            {t('checkMail.open', { name: mailbox.name })}
          </a>
        </p>
      ) : null}
    </>
  );
}

function CheckMailHelp({ frame, email }: { frame: LetterFrame; email: string }) {
  const locale = useLocale();
  const t = useTranslate();
  return (
    <section className="page-section" aria-labelledby="check-mail-help">
      <h2 id="check-mail-help">{t('checkMail.nothing')}</h2>
      <p>{t('checkMail.spam')}</p>
      <form method="post" action={letterPath(frame, locale, 'check-mail')} noValidate>
        <input type="hidden" name="intent" value="resend" />
        <AddressField email={email} id="resend-email" />
        <button className="button button-quiet" type="submit">
          {t('checkMail.resend')}
        </button>
      </form>
      <p>
        {t('checkMail.wrongAddress')}{' '}
        <a href={letterPath(frame, locale, 'sign')}>{t('checkMail.change')}</a>
      </p>
    </section>
  );
}
