import type { MessageProps } from '~/domain/messages/message';
import { LinkLine, MailLayout, Paragraph } from './layout';
import { mailCopy } from './mail-copy';
import { letterLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

/** Tells both mailboxes of an organisation that the old one goes on speaking. */
export function renderMailboxDeclined(
  props: MessageProps['mailbox-declined'],
  site: MailSite,
): Promise<RenderedMail> {
  const say = mailCopy(props.locale);
  const link = letterLink(site.publicUrl, props);
  const subject = say('mailboxDeclined.subject');
  const what = say('mailboxDeclined.what', { organisation: props.organisation });
  const reason = props.reason ? say('endorsementDeclined.reason', { reason: props.reason }) : null;
  const letter = say('letter', { title: props.letterTitle });
  return renderedMail(
    subject,
    [what, reason ?? false, `${letter}\n${link}`],
    <MailLayout locale={props.locale} title={subject}>
      <Paragraph>{what}</Paragraph>
      {reason ? <Paragraph>{reason}</Paragraph> : null}
      <LinkLine before={letter} href={link} label={say('endorsementApproved.button')} />
    </MailLayout>,
  );
}
