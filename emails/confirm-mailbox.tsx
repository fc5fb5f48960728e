import type { MessageProps } from '~/domain/messages/message';
import { ActionButton, MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { tokenLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';
import { validityLine } from './validity-line';

/** Asks a mailbox whether it is to speak for an organisation from now on. */
export function renderConfirmMailbox(
  props: MessageProps['confirm-mailbox'],
  site: MailSite,
): Promise<RenderedMail> {
  const say = mailCopy(props.locale);
  const confirm = tokenLink(site.publicUrl, props, 'mailbox-change', props.confirmToken);
  const subject = say('confirmMailbox.subject');
  const what = say('confirmMailbox.what', { organisation: props.organisation });
  const next = say('confirmMailbox.next');
  const notYou = say('confirmMailbox.notYou');
  const letter = say('letter', { title: props.letterTitle });
  const valid = validityLine(say, props.validHours);
  return renderedMail(
    subject,
    [what, confirm, next, notYou, letter, valid, say('keepPrivate')],
    <MailLayout locale={props.locale} title={subject}>
      <Paragraph>{what}</Paragraph>
      <ActionButton href={confirm}>{say('confirmMailbox.button')}</ActionButton>
      <Paragraph>{next}</Paragraph>
      <Paragraph>{notYou}</Paragraph>
      <SmallPrint>{letter}</SmallPrint>
      <SmallPrint>{valid}</SmallPrint>
      <SmallPrint>{say('keepPrivate')}</SmallPrint>
    </MailLayout>,
  );
}
