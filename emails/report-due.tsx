import type { MessageProps } from '~/domain/messages/message';
import { formatMoment } from '~/i18n/format-date';
import { ActionButton, MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { deskLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

/** Tells whoever may decide that an answer to reports is due within hours. */
export function renderReportDue(
  props: MessageProps['report-due'],
  site: MailSite,
): Promise<RenderedMail> {
  const say = mailCopy(props.locale);
  const link = deskLink(site.publicUrl, props, 'reports');
  const subject = say('reportDue.subject');
  const what = say('reportDue.what', { cases: props.cases, title: props.letterTitle });
  const moment = formatMoment(props.locale, props.dueAt, props.timeZone);
  const until = say('reportDue.until', { moment });
  return renderedMail(
    subject,
    [what, until, link, say('automatic')],
    <MailLayout locale={props.locale} title={subject}>
      <Paragraph>{what}</Paragraph>
      <Paragraph>{until}</Paragraph>
      <ActionButton href={link}>{say('reportDue.button')}</ActionButton>
      <SmallPrint>{say('automatic')}</SmallPrint>
    </MailLayout>,
  );
}
