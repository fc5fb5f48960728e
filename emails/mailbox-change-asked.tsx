import type { MessageProps } from '~/domain/messages/message';
import { ContactLines, contactText } from './contact-lines';
import { ActionButton, MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { tokenLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

/** Tells the mailbox of an organisation that another is to take its place, and how to stop that. */
export function renderMailboxChangeAsked(
  props: MessageProps['mailbox-change-asked'],
  site: MailSite,
): Promise<RenderedMail> {
  const { organisation, newMailbox: mailbox, contact } = props;
  const say = mailCopy(props.locale);
  const stop = tokenLink(site.publicUrl, props, 'mailbox-change', props.stopToken);
  const subject = say('mailboxChangeAsked.subject');
  const what = say('mailboxChangeAsked.what', { organisation, mailbox });
  const wanted = say('mailboxChangeAsked.wanted');
  const next = say('mailboxChangeAsked.next');
  const letter = say('letter', { title: props.letterTitle });
  return renderedMail(
    subject,
    [what, `${wanted}\n${stop}`, next, contactText(say, contact), letter],
    <MailLayout locale={props.locale} title={subject}>
      <Paragraph>{what}</Paragraph>
      <Paragraph>{wanted}</Paragraph>
      <ActionButton href={stop}>{say('mailboxChangeAsked.button')}</ActionButton>
      <Paragraph>{next}</Paragraph>
      <ContactLines say={say} contact={contact} />
      <SmallPrint>{letter}</SmallPrint>
    </MailLayout>,
  );
}
