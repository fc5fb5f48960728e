import type { MessageProps } from '~/domain/messages/message';
import { ContactLines, contactText } from './contact-lines';
import { LinkLine, MailLayout, Paragraph } from './layout';
import { mailCopy } from './mail-copy';
import { letterLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

/** Tells the former mailbox of an organisation that another one speaks now. */
export function renderMailboxChanged(
  props: MessageProps['mailbox-changed'],
  site: MailSite,
): Promise<RenderedMail> {
  const { organisation, contact } = props;
  const say = mailCopy(props.locale);
  const link = letterLink(site.publicUrl, props);
  const subject = say('mailboxChanged.subject');
  const what = say('mailboxChanged.what', { organisation });
  const wrong = say('mailboxChanged.wrong');
  const letter = say('letter', { title: props.letterTitle });
  return renderedMail(
    subject,
    [what, wrong, contactText(say, contact), `${letter}\n${link}`],
    <MailLayout locale={props.locale} title={subject}>
      <Paragraph>{what}</Paragraph>
      <Paragraph>{wrong}</Paragraph>
      <ContactLines say={say} contact={contact} />
      <LinkLine before={letter} href={link} label={say('endorsementApproved.button')} />
    </MailLayout>,
  );
}
