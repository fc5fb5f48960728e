import { letterPath } from '~/i18n/localised-path';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { mailboxOf, suggestEmailAddress } from './mailbox-hints';
import type { Answers } from './signature-fields';

type MailboxHintsProps = {
  frame: LetterFrame;
  email: string;
  answers: Answers | null;
  stamp: string;
  silentDomain: string | null;
};

/** The way to the mailbox, or a question about its address: never more than a question. */
export function MailboxHints(props: MailboxHintsProps) {
  const { email, answers, silentDomain } = props;
  const t = useTranslate();
  const mailbox = mailboxOf(email);
  const suggestion = suggestEmailAddress(email);
  return (
    <>
      {suggestion ? (
        <section className="notice" aria-labelledby="did-you-mean">
          <h2 id="did-you-mean">{t('checkMail.didYouMean', { email: suggestion })}</h2>
          {answers ? <CorrectionForm {...props} answers={answers} suggestion={suggestion} /> : null}
        </section>
      ) : null}
      {silentDomain && !suggestion ? (
        <p className="notice">{t('checkMail.noMailServer', { domain: silentDomain })}</p>
      ) : null}
      {mailbox ? (
        <p className="touch-line">
          <a href={mailbox.href} rel="noreferrer">
            {t('checkMail.open', { name: mailbox.name })}
          </a>
        </p>
      ) : null}
    </>
  );
}

/** Signs again with the address that was meant; nothing has to be typed twice (WCAG 2.2, 3.3.7). */
function CorrectionForm(props: MailboxHintsProps & { answers: Answers; suggestion: string }) {
  const { frame, answers, stamp, suggestion } = props;
  const locale = useLocale();
  const t = useTranslate();
  // A proof of work is good for one form only.
  const sent = { ...answers, email: suggestion, stamp, proof: undefined };
  return (
    <form method="post" action={letterPath(frame, locale, 'sign')}>
      <p>{t('checkMail.changeTo.kept')}</p>
      {Object.entries(sent).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      <button className="button" type="submit">
        {t('checkMail.changeTo', { email: suggestion })}
      </button>
    </form>
  );
}
