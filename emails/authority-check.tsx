import type { MessageProps } from '~/domain/messages/message';
import { formatMoment } from '~/i18n/format-date';
import { ActionButton, LinkLine, MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { letterLink, tokenLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

/** Asks the address that an organisation publishes whether a person signed for it. */
export function renderAuthorityCheck(
  props: MessageProps['authority-check'],
  site: MailSite,
): Promise<RenderedMail> {
  const { locale, organisation, representative: name, role, host } = props;
  const say = mailCopy(locale);
  const answer = tokenLink(site.publicUrl, props, 'authority-check', props.checkToken);
  const link = letterLink(site.publicUrl, props);
  const subject = say('authorityCheck.subject');
  const what = say('authorityCheck.what', { name, organisation });
  const details = [say('authorityCheck.role', { role }), say('authorityCheck.host', { host })];
  const letter = say('letter', { title: props.letterTitle });
  const how = say('authorityCheck.how');
  const until = say('authorityCheck.until', {
    moment: formatMoment(locale, props.validUntil, props.timeZone),
  });
  const passOn = say('authorityCheck.passOn');
  return renderedMail(
    subject,
    [what, details.join('\n'), `${letter}\n${link}`, how, answer, passOn, until],
    <MailLayout locale={locale} title={subject}>
      <Paragraph>{what}</Paragraph>
      {details.map((line) => (
        <SmallPrint key={line}>{line}</SmallPrint>
      ))}
      <LinkLine before={letter} href={link} label={say('endorsementApproved.button')} />
      <Paragraph>{how}</Paragraph>
      <ActionButton href={answer}>{say('authorityCheck.button')}</ActionButton>
      <Paragraph>{passOn}</Paragraph>
      <SmallPrint>{until}</SmallPrint>
    </MailLayout>,
  );
}
