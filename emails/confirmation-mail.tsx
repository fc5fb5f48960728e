import type { MessageProps } from '~/domain/messages/message';
import { ActionButton, LinkLine, MailLayout, Paragraph, SmallPrint } from './layout';
import type { MailCopy } from './mail-copy';
import { tokenLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';
import { validityLine } from './validity-line';

const visibilityKeys = {
  public: 'confirmSignature.public',
  letter: 'confirmSignature.onlyLetter',
  counted: 'confirmSignature.counted',
} as const;

/** Six digits as they are read aloud: 482 913. */
export function spacedCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

/** A mail that asks to confirm: what, link, code, "not you", choices, the way to change them. */
export function confirmationMail(
  props: MessageProps['confirm-signature'],
  site: MailSite,
  words: {
    say: MailCopy;
    subject: string;
    what: string;
    unsubscribe?: string;
  },
): Promise<RenderedMail> {
  const { say, subject, what, unsubscribe } = words;
  const confirm = tokenLink(site.publicUrl, props, 'confirm', props.confirmToken);
  const manage = tokenLink(site.publicUrl, props, 'my-signature', props.manageToken);
  const notMe = tokenLink(site.publicUrl, props, 'not-me', props.confirmToken);
  const codeLine = say('confirmSignature.code', { code: spacedCode(props.code) });
  const nameKey =
    props.visibility === 'counted' ? 'confirmSignature.namePrivate' : 'confirmSignature.name';
  const choices = [
    say('letter', { title: props.letterTitle }),
    say(nameKey, { name: props.name }),
    say(visibilityKeys[props.visibility]),
    ...(props.newsFrom ? [say('confirmSignature.newsFrom', { organisation: props.newsFrom })] : []),
  ];
  const test = props.test === true && say('confirmSignature.test');
  const valid = validityLine(say, props.validHours);
  return renderedMail(
    subject,
    [
      test,
      what,
      confirm,
      codeLine,
      `${say('notYou')} ${say('noMoreMail')}\n${notMe}`,
      choices.join('\n'),
      valid,
      `${say('manage')}\n${manage}`,
      unsubscribe !== undefined && `${say('noMoreReminders')}\n${unsubscribe}`,
      say('keepPrivate'),
    ],
    <MailLayout locale={props.locale} title={subject}>
      {test && <Paragraph>{test}</Paragraph>}
      <Paragraph>{what}</Paragraph>
      <ActionButton href={confirm}>{say('confirmSignature.button')}</ActionButton>
      <Paragraph>{codeLine}</Paragraph>
      <LinkLine
        before={`${say('notYou')} ${say('noMoreMail')}`}
        href={notMe}
        label={say('notMeLabel')}
      />
      {choices.map((line) => (
        <SmallPrint key={line}>{line}</SmallPrint>
      ))}
      <SmallPrint>{valid}</SmallPrint>
      <LinkLine before={say('manage')} href={manage} label={say('manageLabel')} />
      {unsubscribe !== undefined && (
        <LinkLine
          before={say('noMoreReminders')}
          href={unsubscribe}
          label={say('unsubscribeLabel')}
        />
      )}
      <SmallPrint>{say('keepPrivate')}</SmallPrint>
    </MailLayout>,
  );
}
