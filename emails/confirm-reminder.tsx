import type { MessageProps } from '~/domain/messages/message';
import { formatMoment } from '~/i18n/format-date';
import { confirmationMail, spacedCode } from './confirmation-mail';
import { mailCopy } from './mail-copy';
import { unsubscribeLink } from './mail-links';
import type { MailSite, RenderedMail } from './rendered-mail';

/** Brings a signature to mind that nobody has confirmed, with a link of its own to end that. */
export async function renderConfirmReminder(
  props: MessageProps['confirm-reminder'],
  site: MailSite,
): Promise<RenderedMail> {
  const { locale, closesAt, timeZone } = props;
  const say = mailCopy(locale);
  const about = { code: spacedCode(props.code), title: props.letterTitle };
  const subject = props.discreetSubject
    ? 'confirmReminder.subject'
    : 'confirmReminder.subjectNamed';
  const unsubscribe = unsubscribeLink(site.publicUrl, props.unsubscribeToken);
  const mail = await confirmationMail(props, site, {
    say,
    subject: say(subject, about),
    what:
      props.reason === 'closing-soon' && closesAt
        ? say('confirmReminder.closing', { when: formatMoment(locale, closesAt, timeZone) })
        : say('confirmReminder.waiting'),
    unsubscribe,
  });
  return { ...mail, unsubscribe };
}
