import type { MessageProps } from '~/domain/messages/message';
import { confirmationMail, spacedCode } from './confirmation-mail';
import { mailCopy } from './mail-copy';
import type { MailSite, RenderedMail } from './rendered-mail';

/** Asks a signatory to confirm. */
export function renderConfirmSignature(
  props: MessageProps['confirm-signature'],
  site: MailSite,
): Promise<RenderedMail> {
  const say = mailCopy(props.locale);
  const about = { code: spacedCode(props.code), title: props.letterTitle };
  const subject = props.discreetSubject
    ? 'confirmSignature.subject'
    : 'confirmSignature.subjectNamed';
  return confirmationMail(props, site, {
    say,
    subject: say(subject, about),
    what: say('confirmSignature.what'),
  });
}
