import type { MessageProps } from '~/domain/messages/message';
import { formatMoment } from '~/i18n/format-date';
import { ActionButton, LinkLine, MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { letterLink, tokenLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

/** Invites an organisation to endorse; whoever ignores it has declined. */
export function renderInviteEndorsement(
  props: MessageProps['invite-endorsement'],
  site: MailSite,
): Promise<RenderedMail> {
  const { locale, host, organisation, representative } = props;
  const say = mailCopy(locale);
  const invitation = tokenLink(site.publicUrl, props, 'invitation', props.invitationToken);
  const letter = letterLink(site.publicUrl, props);
  const subject = say('inviteEndorsement.subject');
  const attention = representative
    ? say('inviteEndorsement.attention', { name: representative })
    : null;
  const what = say('inviteEndorsement.what', { host, organisation });
  const about = [
    say('letter', { title: props.letterTitle }),
    say('inviteEndorsement.addressee', { addressee: props.addressee }),
  ];
  const how = say('inviteEndorsement.how');
  const nothing = say('inviteEndorsement.nothing');
  const moment = formatMoment(locale, props.validUntil, props.timeZone);
  const valid = say('inviteEndorsement.validUntil', { moment });
  const read = say('inviteEndorsement.read');
  return renderedMail(
    subject,
    [
      attention ?? false,
      what,
      about.join('\n'),
      `${read}\n${letter}`,
      how,
      invitation,
      nothing,
      valid,
    ],
    <MailLayout locale={locale} title={subject}>
      {attention ? <Paragraph>{attention}</Paragraph> : null}
      <Paragraph>{what}</Paragraph>
      {about.map((line) => (
        <SmallPrint key={line}>{line}</SmallPrint>
      ))}
      <LinkLine before={read} href={letter} label={props.letterTitle} />
      <Paragraph>{how}</Paragraph>
      <ActionButton href={invitation}>{say('inviteEndorsement.button')}</ActionButton>
      <Paragraph>{nothing}</Paragraph>
      <SmallPrint>{valid}</SmallPrint>
    </MailLayout>,
  );
}
