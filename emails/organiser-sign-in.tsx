import type { MessageProps } from '~/domain/messages/message';
import { ActionButton, MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { signInLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

/** Gives an organiser the link that signs them in. */
export function renderOrganiserSignIn(
  props: MessageProps['organiser-sign-in'],
  site: MailSite,
): Promise<RenderedMail> {
  const say = mailCopy(props.locale);
  const link = signInLink(site.publicUrl, props.signInToken);
  const subject = say('signIn.subject');
  const what = say('signIn.what');
  const valid = say('validMinutes', { minutes: props.validMinutes });
  return renderedMail(
    subject,
    [what, link, valid, say('signIn.notYou'), say('automatic')],
    <MailLayout locale={props.locale} title={subject}>
      <Paragraph>{what}</Paragraph>
      <ActionButton href={link}>{say('signIn.button')}</ActionButton>
      <SmallPrint>{valid}</SmallPrint>
      <Paragraph>{say('signIn.notYou')}</Paragraph>
      <SmallPrint>{say('automatic')}</SmallPrint>
    </MailLayout>,
  );
}
