import type { MessageProps } from '~/domain/messages/message';
import { ActionButton, LinkLine, MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { tokenLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';
import { validityLine } from './validity-line';

/** Asks the representative of an organisation to confirm its endorsement. */
export function renderConfirmEndorsement(
  props: MessageProps['confirm-endorsement'],
  site: MailSite,
): Promise<RenderedMail> {
  const say = mailCopy(props.locale);
  const confirm = tokenLink(site.publicUrl, props, 'confirm', props.confirmToken);
  const manage = tokenLink(site.publicUrl, props, 'my-endorsement', props.manageToken);
  const subject = say('confirmEndorsement.subject');
  const what = say('confirmEndorsement.what', { organisation: props.organisation });
  const details = [
    say('letter', { title: props.letterTitle }),
    say('confirmEndorsement.representative', { name: props.representative }),
  ];
  const next = say(props.atOnce ? 'confirmEndorsement.nextInvited' : 'confirmEndorsement.next');
  const valid = validityLine(say, props.validHours);
  return renderedMail(
    subject,
    [
      what,
      confirm,
      next,
      say('notYou'),
      details.join('\n'),
      valid,
      `${say('manageEndorsement')}\n${manage}`,
      say('keepPrivate'),
    ],
    <MailLayout locale={props.locale} title={subject}>
      <Paragraph>{what}</Paragraph>
      <ActionButton href={confirm}>{say('confirmEndorsement.button')}</ActionButton>
      <Paragraph>{next}</Paragraph>
      <Paragraph>{say('notYou')}</Paragraph>
      {details.map((line) => (
        <SmallPrint key={line}>{line}</SmallPrint>
      ))}
      <SmallPrint>{valid}</SmallPrint>
      <LinkLine
        before={say('manageEndorsement')}
        href={manage}
        label={say('manageEndorsementLabel')}
      />
      <SmallPrint>{say('keepPrivate')}</SmallPrint>
    </MailLayout>,
  );
}
