import type { MessageProps } from '~/domain/messages/message';
import { LinkLine, MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { tokenLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

/** Tells an organisation that what is public stays as it was, and why, if an organiser said so. */
export function renderEndorsementChangesDeclined(
  props: MessageProps['endorsement-changes-declined'],
  site: MailSite,
): Promise<RenderedMail> {
  const say = mailCopy(props.locale);
  const manage = tokenLink(site.publicUrl, props, 'my-endorsement', props.manageToken);
  const subject = say('endorsementChangesDeclined.subject');
  const what = say('endorsementChangesDeclined.what', { organisation: props.organisation });
  const reason = props.reason ? say('endorsementDeclined.reason', { reason: props.reason }) : null;
  const letter = say('letter', { title: props.letterTitle });
  return renderedMail(
    subject,
    [
      what,
      ...(reason ? [reason] : []),
      letter,
      `${say('manageEndorsement')}\n${manage}`,
      say('keepPrivate'),
    ],
    <MailLayout locale={props.locale} title={subject}>
      <Paragraph>{what}</Paragraph>
      {reason ? <Paragraph>{reason}</Paragraph> : null}
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
