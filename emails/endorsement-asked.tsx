import type { MessageProps } from '~/domain/messages/message';
import { isolateText } from '~/primitives/isolate-text';
import { ActionButton, MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { tokenLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

/** Asks the representative of an organisation something before the organisers decide. */
export function renderEndorsementAsked(
  props: MessageProps['endorsement-asked'],
  site: MailSite,
): Promise<RenderedMail> {
  const say = mailCopy(props.locale);
  const manage = tokenLink(site.publicUrl, props, 'my-endorsement', props.manageToken);
  const subject = say('endorsementAsked.subject');
  const what = say('endorsementAsked.what', { organisation: props.organisation });
  const question = props.question.split('\n').filter(Boolean).map(isolateText);
  const next = say('endorsementAsked.next');
  const letter = say('letter', { title: props.letterTitle });
  return renderedMail(
    subject,
    [
      what,
      question.join('\n'),
      `${say('endorsementAsked.button')}:\n${manage}`,
      next,
      letter,
      say('keepPrivate'),
    ],
    <MailLayout locale={props.locale} title={subject}>
      <Paragraph>{what}</Paragraph>
      {question.map((line) => (
        <Paragraph key={line}>{line}</Paragraph>
      ))}
      <ActionButton href={manage}>{say('endorsementAsked.button')}</ActionButton>
      <Paragraph>{next}</Paragraph>
      <SmallPrint>{letter}</SmallPrint>
      <SmallPrint>{say('keepPrivate')}</SmallPrint>
    </MailLayout>,
  );
}
