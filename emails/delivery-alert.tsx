import type { MessageProps } from '~/domain/messages/message';
import { ActionButton, MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { deskLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

const words = {
  unknown: 'deliveryAlert.unknown',
  failed: 'deliveryAlert.failed',
  'held-back': 'deliveryAlert.heldBack',
  prepared: 'deliveryAlert.prepared',
  leaving: 'deliveryAlert.leaving',
  'not-prepared': 'deliveryAlert.notPrepared',
} as const;

/** Tells whoever may send what has become of a delivery, and what waits for them. */
export function renderDeliveryAlert(
  props: MessageProps['delivery-alert'],
  site: MailSite,
): Promise<RenderedMail> {
  const say = mailCopy(props.locale);
  const page = props.deliveryId ?? 'triggers';
  const link = deskLink(site.publicUrl, props, `deliveries/${page}`);
  const subject = say('deliveryAlert.subject');
  const { addressee, letterTitle: title } = props;
  const about = say('deliveryAlert.about', { addressee, title });
  const what = say(words[props.news]);
  return renderedMail(
    subject,
    [about, what, link, say('automatic')],
    <MailLayout locale={props.locale} title={subject}>
      <Paragraph>{about}</Paragraph>
      <Paragraph>{what}</Paragraph>
      <ActionButton href={link}>{say('deliveryAlert.button')}</ActionButton>
      <SmallPrint>{say('automatic')}</SmallPrint>
    </MailLayout>,
  );
}
