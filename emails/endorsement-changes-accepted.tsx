import type { MessageProps } from '~/domain/messages/message';
import { ActionButton, LinkLine, MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { letterLink, tokenLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

/** Tells an organisation that what it wanted changed is changed. */
export function renderEndorsementChangesAccepted(
  props: MessageProps['endorsement-changes-accepted'],
  site: MailSite,
): Promise<RenderedMail> {
  const say = mailCopy(props.locale);
  const letter = letterLink(site.publicUrl, props);
  const manage = tokenLink(site.publicUrl, props, 'my-endorsement', props.manageToken);
  const subject = say('endorsementChangesAccepted.subject');
  const what = say('endorsementChangesAccepted.what', { organisation: props.organisation });
  const title = say('letter', { title: props.letterTitle });
  return renderedMail(
    subject,
    [what, `${title}\n${letter}`, `${say('manageEndorsement')}\n${manage}`, say('keepPrivate')],
    <MailLayout locale={props.locale} title={subject}>
      <Paragraph>{what}</Paragraph>
      <Paragraph>{title}</Paragraph>
      <ActionButton href={letter}>{say('endorsementApproved.button')}</ActionButton>
      <LinkLine
        before={say('manageEndorsement')}
        href={manage}
        label={say('manageEndorsementLabel')}
      />
      <SmallPrint>{say('keepPrivate')}</SmallPrint>
    </MailLayout>,
  );
}
