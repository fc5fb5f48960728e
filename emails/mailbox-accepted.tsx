import type { MessageProps } from '~/domain/messages/message';
import { ActionButton, MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { tokenLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

/** Gives the new mailbox of an organisation its own link. */
export function renderMailboxAccepted(
  props: MessageProps['mailbox-accepted'],
  site: MailSite,
): Promise<RenderedMail> {
  const say = mailCopy(props.locale);
  const manage = tokenLink(site.publicUrl, props, 'my-endorsement', props.manageToken);
  const subject = say('mailboxAccepted.subject');
  const what = say('mailboxAccepted.what', { organisation: props.organisation });
  const letter = say('letter', { title: props.letterTitle });
  return renderedMail(
    subject,
    [what, `${say('manageEndorsement')}\n${manage}`, letter, say('keepPrivate')],
    <MailLayout locale={props.locale} title={subject}>
      <Paragraph>{what}</Paragraph>
      <Paragraph>{say('manageEndorsement')}</Paragraph>
      <ActionButton href={manage}>{say('manageEndorsementLabel')}</ActionButton>
      <SmallPrint>{letter}</SmallPrint>
      <SmallPrint>{say('keepPrivate')}</SmallPrint>
    </MailLayout>,
  );
}
