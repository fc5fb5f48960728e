import type { FactorChange } from '~/domain/factors/factor';
import type { MessageProps } from '~/domain/messages/message';
import { formatMoment } from '~/i18n/format-date';
import { ActionButton, MailLayout, Paragraph, SmallPrint } from './layout';
import { type MailCopyKey, mailCopy } from './mail-copy';
import { signInPage } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

const whatChanged: Record<FactorChange, MailCopyKey> = {
  passphrase: 'signInChanged.passphrase',
  authenticator: 'signInChanged.authenticator',
  'authenticator-removed': 'signInChanged.authenticatorRemoved',
  'passkey-added': 'signInChanged.passkeyAdded',
  'passkey-removed': 'signInChanged.passkeyRemoved',
  'recovery-codes': 'signInChanged.recoveryCodes',
  'recovery-code-used': 'signInChanged.recoveryCodeUsed',
  reset: 'signInChanged.reset',
};

/** Tells organisers what changed about how they sign in; it carries no secret. */
export function renderSignInChanged(
  props: MessageProps['sign-in-changed'],
  site: MailSite,
): Promise<RenderedMail> {
  const say = mailCopy(props.locale);
  const link = signInPage(site.publicUrl);
  const subject = say('signInChanged.subject');
  const what = say(whatChanged[props.change]);
  const when = say('signInChanged.when', { moment: formatMoment(props.locale, props.at, 'UTC') });
  const you = say('signInChanged.you');
  const notYou = say('signInChanged.notYou');
  return renderedMail(
    subject,
    [`${what}\n${when}`, you, `${notYou}\n${link}`, say('automatic')],
    <MailLayout locale={props.locale} title={subject}>
      <Paragraph>{what}</Paragraph>
      <SmallPrint>{when}</SmallPrint>
      <Paragraph>{you}</Paragraph>
      <Paragraph>{notYou}</Paragraph>
      <ActionButton href={link}>{say('signIn.button')}</ActionButton>
      <SmallPrint>{say('automatic')}</SmallPrint>
    </MailLayout>,
  );
}
