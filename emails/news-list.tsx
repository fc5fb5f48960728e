import type { MessageProps } from '~/domain/messages/message';
import { ActionButton, MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { tokenLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';
import { validityLine } from './validity-line';

/** Gives an organisation the link to the list of people who want its news. */
export function renderNewsList(
  props: MessageProps['news-list'],
  site: MailSite,
): Promise<RenderedMail> {
  const say = mailCopy(props.locale);
  const link = tokenLink(site.publicUrl, props, 'news-list', props.listToken);
  const subject = say('newsList.subject');
  const what = say('newsList.what', { organisation: props.organisation });
  const title = say('letter', { title: props.letterTitle });
  const valid = `${validityLine(say, props.validHours)} ${say('newsList.once')}`;
  return renderedMail(
    subject,
    [what, link, title, valid, say('newsList.care'), say('newsList.notYou')],
    <MailLayout locale={props.locale} title={subject}>
      <Paragraph>{what}</Paragraph>
      <ActionButton href={link}>{say('newsList.button')}</ActionButton>
      <SmallPrint>{title}</SmallPrint>
      <SmallPrint>{valid}</SmallPrint>
      <Paragraph>{say('newsList.care')}</Paragraph>
      <SmallPrint>{say('newsList.notYou')}</SmallPrint>
    </MailLayout>,
  );
}
