import type { Context } from '~/context.server';
import { findDelivery } from '~/db/deliveries.server';
import { findDeliveriesByMessage } from '~/db/find-delivery-by-message.server';
import { readReplyAddress } from '../deliveries/reply-address-of.server';

export type Matched = { deliveryId: string; letterId: string };

/**
 * Which delivery a mail is about: the one whose own address it came to, which nobody can guess; else
 * the one whose mail it says it answers, or quotes. Within one letter where `letterId` is given.
 */
export async function matchDelivery(
  ctx: Context,
  mail: { addressedTo: readonly string[]; answers: readonly string[] },
  letterId?: string,
): Promise<Matched | null> {
  const here = (letter: string) => letterId === undefined || letter === letterId;
  for (const recipient of mail.addressedTo) {
    const id = readReplyAddress(ctx, recipient);
    const row = id ? await findDelivery(ctx.db, id) : undefined;
    if (row && here(row.letter_id)) return { deliveryId: row.id, letterId: row.letter_id };
  }
  if (mail.answers.length === 0) return null;
  const answers = mail.answers.slice(0, 50);
  const rows = await findDeliveriesByMessage(ctx.db, answers);
  const nearest = answers.flatMap((id) => rows.filter((row) => row.message_id === id));
  const found = nearest.find((row) => here(row.letter_id));
  return found ? { deliveryId: found.id, letterId: found.letter_id } : null;
}
