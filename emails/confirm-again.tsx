import type { MessageProps } from '~/domain/messages/message';
import { ActionButton, LinkLine, MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { tokenLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

/** Asks a signatory whose signature was reported to stand by it, or to withdraw. */
export function renderConfirmAgain(
  props: MessageProps['confirm-again'],
  site: MailSite,
): Promise<RenderedMail> {
  const say = mailCopy(props.locale);
  const link = tokenLink(site.publicUrl, props, 'confirm-again', props.againToken);
  const manage = tokenLink(site.publicUrl, props, 'my-signature', props.manageToken);
  const subject = props.discreetSubject
    ? say('confirmAgain.subject')
    : say('confirmAgain.subjectNamed', { title: props.letterTitle });
  const what = say('confirmAgain.what');
  const name = say('confirmAgain.name', { name: props.name });
  const valid = say('confirmAgain.valid', { days: props.validDays });
  const notYou = say('confirmAgain.notYou');
  const letter = say('letter', { title: props.letterTitle });
  return renderedMail(
    subject,
    [what, name, link, valid, `${notYou}\n${manage}`, letter, say('keepPrivate')],
    <MailLayout locale={props.locale} title={subject}>
      <Paragraph>{what}</Paragraph>
      <Paragraph>{name}</Paragraph>
      <ActionButton href={link}>{say('confirmAgain.button')}</ActionButton>
      <SmallPrint>{valid}</SmallPrint>
      <LinkLine before={notYou} href={manage} label={say('manageLabel')} />
      <SmallPrint>{letter}</SmallPrint>
      <SmallPrint>{say('keepPrivate')}</SmallPrint>
    </MailLayout>,
  );
}
