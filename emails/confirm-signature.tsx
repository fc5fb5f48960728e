import type { MessageProps } from '~/domain/messages/message';
import { ActionButton, LinkLine, MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { tokenLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';
import { validityLine } from './validity-line';

const visibilityKeys = {
  public: 'confirmSignature.public',
  letter: 'confirmSignature.onlyLetter',
  counted: 'confirmSignature.counted',
} as const;

/** Asks a signatory to confirm: what, link, code, "not you", choices, the way to change them. */
export function renderConfirmSignature(
  props: MessageProps['confirm-signature'],
  site: MailSite,
): Promise<RenderedMail> {
  const say = mailCopy(props.locale);
  const code = `${props.code.slice(0, 3)} ${props.code.slice(3)}`;
  const confirm = tokenLink(site.publicUrl, props, 'confirm', props.confirmToken);
  const manage = tokenLink(site.publicUrl, props, 'my-signature', props.manageToken);
  const subject = say('confirmSignature.subject', { code });
  const what = say('confirmSignature.what');
  const codeLine = say('confirmSignature.code', { code });
  const nameKey =
    props.visibility === 'counted' ? 'confirmSignature.namePrivate' : 'confirmSignature.name';
  const choices = [
    say('letter', { title: props.letterTitle }),
    say(nameKey, { name: props.name }),
    say(visibilityKeys[props.visibility]),
  ];
  const valid = validityLine(say, props.validHours);
  return renderedMail(
    subject,
    [
      what,
      confirm,
      codeLine,
      say('notYou'),
      choices.join('\n'),
      valid,
      `${say('manage')}\n${manage}`,
      say('keepPrivate'),
    ],
    <MailLayout locale={props.locale} title={subject}>
      <Paragraph>{what}</Paragraph>
      <ActionButton href={confirm}>{say('confirmSignature.button')}</ActionButton>
      <Paragraph>{codeLine}</Paragraph>
      <Paragraph>{say('notYou')}</Paragraph>
      {choices.map((line) => (
        <SmallPrint key={line}>{line}</SmallPrint>
      ))}
      <SmallPrint>{valid}</SmallPrint>
      <LinkLine before={say('manage')} href={manage} label={say('manageLabel')} />
      <SmallPrint>{say('keepPrivate')}</SmallPrint>
    </MailLayout>,
  );
}
