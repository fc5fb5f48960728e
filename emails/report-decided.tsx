import type { MessageProps } from '~/domain/messages/message';
import { LinkLine, MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { letterLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

const outcomes = {
  kept: 'reportDecided.kept',
  'taken-out': 'reportDecided.takenOut',
  gone: 'reportDecided.gone',
} as const;

/** Tells a reporter what was decided, without naming anybody. */
export function renderReportDecided(
  props: MessageProps['report-decided'],
  site: MailSite,
): Promise<RenderedMail> {
  const say = mailCopy(props.locale);
  const link = letterLink(site.publicUrl, props);
  const subject = say('reportDecided.subject');
  const thanks = say('reportDecided.thanks');
  const outcome = say(outcomes[props.outcome]);
  const reference = say('reportDecided.reference', { reference: props.reference });
  const last = say('reportDecided.last');
  const letter = say('letter', { title: props.letterTitle });
  return renderedMail(
    subject,
    [thanks, outcome, reference, `${letter}\n${link}`, last, say('automatic')],
    <MailLayout locale={props.locale} title={subject}>
      <Paragraph>{thanks}</Paragraph>
      <Paragraph>{outcome}</Paragraph>
      <Paragraph>{reference}</Paragraph>
      <LinkLine before={letter} href={link} label={say('endorsementApproved.button')} />
      <SmallPrint>{last}</SmallPrint>
      <SmallPrint>{say('automatic')}</SmallPrint>
    </MailLayout>,
  );
}
