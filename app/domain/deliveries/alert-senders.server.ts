import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { findDelivery } from '~/db/deliveries.server';
import { listTeamRows } from '~/db/letter-roles.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mailIfAllowed } from '../messages/mail-if-allowed.server';
import type { DeliveryNews } from '../messages/message';
import { permits } from '../organisers/organiser';
import { roleHere } from '../organisers/role-here';
import { unsealOrganiser } from '../organisers/sealed-organiser.server';

/** What is told of: a delivery, or for what none could be prepared. */
type Alerted =
  | { deliveryId: string; news: Exclude<DeliveryNews, 'not-prepared'> }
  | { letterId: string; addressee: string; news: 'not-prepared' };

/**
 * Tells everybody who may send by mail what has become of a delivery, once for each `key`, in the
 * transaction that writes it down. The mail names the addressee and no signatory.
 */
export async function alertSenders(
  ctx: Context,
  trx: Transaction,
  alert: Alerted & { key: string },
): Promise<void> {
  const delivery =
    'deliveryId' in alert
      ? await findDelivery(trx, alert.deliveryId)
      : { id: null, letter_id: alert.letterId, addressee: alert.addressee };
  if (!delivery) return;
  const team = await listTeamRows(trx, delivery.letter_id);
  const senders = team.filter((row) => permits(roleHere(row), 'send-delivery'));
  if (senders.length === 0) return;
  const letter = await findLetterById({ ...ctx, db: trx }, delivery.letter_id);
  const { slug, masterLocale } = letter;
  const kind = 'delivery-alert' as const;
  for (const row of senders) {
    const { email, locale } = unsealOrganiser(ctx, row);
    const props = {
      slug,
      masterLocale,
      locale,
      letterTitle: letter.texts[locale].title,
      deliveryId: delivery.id,
      addressee: delivery.addressee,
      news: alert.news,
    };
    const key = `${kind}:${alert.news}:${alert.key}:${row.id}`;
    await mailIfAllowed(ctx, trx, { kind, to: email, letterId: delivery.letter_id }, () =>
      enqueuePersonalMessage(ctx, trx, { kind, to: email, props }, key),
    );
  }
}
