import type { MessageProps } from '~/domain/messages/message';
import { ActionButton, MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { signInPage } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

/** Tells somebody that they work on a letter now, and as what; the link is the same for everybody. */
export function renderTeamInvitation(
  props: MessageProps['team-invitation'],
  site: MailSite,
): Promise<RenderedMail> {
  const say = mailCopy(props.locale);
  const link = signInPage(site.publicUrl);
  const subject = say('teamInvitation.subject');
  const what = say('teamInvitation.what', { title: props.letterTitle });
  const role = props.role ? say(`teamInvitation.role.${props.role}`) : null;
  const how = say('teamInvitation.how');
  const notYou = say('teamInvitation.notYou');
  return renderedMail(
    subject,
    [what, ...(role ? [role] : []), `${how}\n${link}`, notYou, say('automatic')],
    <MailLayout locale={props.locale} title={subject}>
      <Paragraph>{what}</Paragraph>
      {role ? <Paragraph>{role}</Paragraph> : null}
      <Paragraph>{how}</Paragraph>
      <ActionButton href={link}>{say('signIn.button')}</ActionButton>
      <Paragraph>{notYou}</Paragraph>
      <SmallPrint>{say('automatic')}</SmallPrint>
    </MailLayout>,
  );
}
