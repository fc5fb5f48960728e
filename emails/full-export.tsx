import type { MessageProps } from '~/domain/messages/message';
import { formatMoment } from '~/i18n/format-date';
import { ActionButton, MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { deskLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

/** Tells an owner that somebody has taken a file with everything, and what to do if that is wrong. */
export function renderFullExport(
  props: MessageProps['full-export'],
  site: MailSite,
): Promise<RenderedMail> {
  const { rows, letterTitle: title, by, reason, exportId } = props;
  const say = mailCopy(props.locale);
  const link = deskLink(site.publicUrl, props, 'exports');
  const subject = say('fullExport.subject');
  const what = say(`fullExport.${props.what}`, { rows, title });
  const moment = formatMoment(props.locale, props.at, props.timeZone);
  const who = say('fullExport.who', { by: by ?? say('fullExport.operator'), moment });
  const why = reason ? say('fullExport.reason', { reason }) : null;
  const id = say('fullExport.id', { id: exportId });
  const wrong = say('fullExport.wrong');
  const paragraphs = [what, who, ...(why ? [why] : []), id, wrong];
  return renderedMail(
    subject,
    [...paragraphs, link, say('automatic')],
    <MailLayout locale={props.locale} title={subject}>
      {paragraphs.map((text) => (
        <Paragraph key={text}>{text}</Paragraph>
      ))}
      <ActionButton href={link}>{say('fullExport.button')}</ActionButton>
      <SmallPrint>{say('automatic')}</SmallPrint>
    </MailLayout>,
  );
}
