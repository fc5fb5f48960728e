import type { MessageProps } from '~/domain/messages/message';
import { ActionButton, LinkLine, MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { letterLink, ownLink, tokenLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

/** Tells an organisation that it now stands under the letter, and what it can share the letter with. */
export function renderEndorsementApproved(
  props: MessageProps['endorsement-approved'],
  site: MailSite,
): Promise<RenderedMail> {
  const say = mailCopy(props.locale);
  const letter = letterLink(site.publicUrl, props);
  const own = props.shareCode ? ownLink(site.publicUrl, props, props.shareCode) : null;
  const manage = tokenLink(site.publicUrl, props, 'my-endorsement', props.manageToken);
  const subject = say('endorsementApproved.subject');
  const what = say('endorsementApproved.what', { organisation: props.organisation });
  const title = say('letter', { title: props.letterTitle });
  const toManage = own ? 'endorsementApproved.kit' : 'manageEndorsement';
  return renderedMail(
    subject,
    [
      what,
      `${title}\n${letter}`,
      own !== null && `${say('endorsementApproved.ownLink')}\n${own}`,
      `${say(toManage)}\n${manage}`,
      say('keepPrivate'),
    ],
    <MailLayout locale={props.locale} title={subject}>
      <Paragraph>{what}</Paragraph>
      <Paragraph>{title}</Paragraph>
      <ActionButton href={letter}>{say('endorsementApproved.button')}</ActionButton>
      {own !== null && (
        <LinkLine
          before={say('endorsementApproved.ownLink')}
          href={own}
          label={say('endorsementApproved.ownLinkLabel')}
        />
      )}
      <LinkLine before={say(toManage)} href={manage} label={say('manageEndorsementLabel')} />
      <SmallPrint>{say('keepPrivate')}</SmallPrint>
    </MailLayout>,
  );
}
