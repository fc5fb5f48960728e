import type { MessageProps } from '~/domain/messages/message';
import { LinkLine, MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { tokenLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

/** Tells the owner of an address that signed again: the page shows strangers no difference. */
export function renderAlreadySigned(
  props: MessageProps['already-signed'],
  site: MailSite,
): Promise<RenderedMail> {
  const say = mailCopy(props.locale);
  const manage = tokenLink(site.publicUrl, props, 'my-signature', props.manageToken);
  const subject = props.discreetSubject
    ? say('alreadySigned.subject')
    : say('alreadySigned.subjectNamed', { title: props.letterTitle });
  const what = say('alreadySigned.what');
  const letter = say('letter', { title: props.letterTitle });
  return renderedMail(
    subject,
    [what, `${say('manage')}\n${manage}`, say('alreadySigned.notYou'), letter, say('keepPrivate')],
    <MailLayout locale={props.locale} title={subject}>
      <Paragraph>{what}</Paragraph>
      <LinkLine before={say('manage')} href={manage} label={say('manageLabel')} />
      <Paragraph>{say('alreadySigned.notYou')}</Paragraph>
      <SmallPrint>{letter}</SmallPrint>
      <SmallPrint>{say('keepPrivate')}</SmallPrint>
    </MailLayout>,
  );
}
