import type { MessageProps } from '~/domain/messages/message';
import { declineText } from '~/i18n/decline-texts';
import { LinkLine, MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { tokenLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

/** Tells an organisation why its endorsement was not accepted. */
export function renderEndorsementDeclined(
  props: MessageProps['endorsement-declined'],
  site: MailSite,
): Promise<RenderedMail> {
  const say = mailCopy(props.locale);
  const manage = tokenLink(site.publicUrl, props, 'my-endorsement', props.manageToken);
  const subject = say('endorsementDeclined.subject');
  const what = say('endorsementDeclined.what', { organisation: props.organisation });
  const reasons = [declineText(props.locale, props.template), props.reason]
    .filter((text) => text !== null)
    .map((text) => say('endorsementDeclined.reason', { reason: text }));
  const letter = say('letter', { title: props.letterTitle });
  return renderedMail(
    subject,
    [what, ...reasons, letter, `${say('manageEndorsement')}\n${manage}`, say('keepPrivate')],
    <MailLayout locale={props.locale} title={subject}>
      <Paragraph>{what}</Paragraph>
      {reasons.map((reason) => (
        <Paragraph key={reason}>{reason}</Paragraph>
      ))}
      <SmallPrint>{letter}</SmallPrint>
      <LinkLine
        before={say('manageEndorsement')}
        href={manage}
        label={say('manageEndorsementLabel')}
      />
      <SmallPrint>{say('keepPrivate')}</SmallPrint>
    </MailLayout>,
  );
}
