import type { MessageProps } from '~/domain/messages/message';
import { formatMoment } from '~/i18n/format-date';
import { isolateText } from '~/primitives/isolate-text';
import { ActionButton, LinkLine, MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { tokenLink, unsubscribeLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

/** Asks whoever signed an earlier text to compare it with the present one, once a version. */
export async function renderCarryOver(
  props: MessageProps['carry-over'],
  site: MailSite,
): Promise<RenderedMail> {
  const { signed, present } = props;
  const say = mailCopy(props.locale);
  const compare = tokenLink(site.publicUrl, props, 'carry-over', props.manageToken);
  const manage = tokenLink(site.publicUrl, props, 'my-signature', props.manageToken);
  const unsubscribe = unsubscribeLink(site.publicUrl, props.unsubscribeToken);
  const subject = props.discreetSubject
    ? say('carryOver.subject')
    : say('carryOver.subjectNamed', { title: props.letterTitle });
  const when = formatMoment(props.locale, props.publishedAt, props.timeZone);
  const what = say('carryOver.what', { signed, present, when });
  const letter = say('letter', { title: props.letterTitle });
  const mail = await renderedMail(
    subject,
    [
      what,
      `${say('carryOver.changes')}\n${props.summaries.map(isolateText).join('\n')}`,
      `${say('carryOver.ask')}\n${compare}`,
      say('carryOver.nothing'),
      letter,
      `${say('manage')}\n${manage}`,
      `${say('carryOver.noMoreMail')}\n${unsubscribe}`,
      say('keepPrivate'),
    ],
    <MailLayout locale={props.locale} title={subject}>
      <Paragraph>{what}</Paragraph>
      <Paragraph>{say('carryOver.changes')}</Paragraph>
      {props.summaries.map((summary) => (
        <Paragraph key={summary}>
          <bdi>{summary}</bdi>
        </Paragraph>
      ))}
      <ActionButton href={compare}>{say('carryOver.button')}</ActionButton>
      <Paragraph>{say('carryOver.nothing')}</Paragraph>
      <SmallPrint>{letter}</SmallPrint>
      <LinkLine before={say('manage')} href={manage} label={say('manageLabel')} />
      <LinkLine
        before={say('carryOver.noMoreMail')}
        href={unsubscribe}
        label={say('unsubscribeLabel')}
      />
      <SmallPrint>{say('keepPrivate')}</SmallPrint>
    </MailLayout>,
  );
  return { ...mail, unsubscribe };
}
