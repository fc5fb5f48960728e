import type { MessageProps } from '~/domain/messages/message';
import { ActionButton, MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { deskLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

/** Reminds whoever may send that an addressee has not answered. */
export function renderReplyDue(
  props: MessageProps['reply-due'],
  site: MailSite,
): Promise<RenderedMail> {
  const say = mailCopy(props.locale);
  const link = deskLink(site.publicUrl, props, 'replies');
  const subject = say('replyDue.subject', { days: props.days });
  const { addressee, days, letterTitle: title } = props;
  const what = say('replyDue.what', { addressee, days, title });
  const next = say('replyDue.next');
  return renderedMail(
    subject,
    [what, next, link, say('automatic')],
    <MailLayout locale={props.locale} title={subject}>
      <Paragraph>{what}</Paragraph>
      <Paragraph>{next}</Paragraph>
      <ActionButton href={link}>{say('replyDue.button')}</ActionButton>
      <SmallPrint>{say('automatic')}</SmallPrint>
    </MailLayout>,
  );
}
