import { createHash } from 'node:crypto';
import type { Context } from '~/context.server';
import { listTargets } from '~/db/deliveries.server';
import { findLetterRow } from '~/db/letters.server';
import { unsealTarget } from './sealed-delivery.server';

/**
 * What an approval beforehand is given to: this text of the letter, this addressee with every mailbox,
 * language and the mailbox for answers – whatever the names will be. Null when letter or target are gone.
 */
export async function findStandingHash(
  ctx: Context,
  place: { letterId: string; targetId: string },
): Promise<string | null> {
  const letter = await findLetterRow(ctx.db, { id: place.letterId });
  const targets = await listTargets(ctx.db, place.letterId);
  const target = targets.find(({ id }) => id === place.targetId);
  if (!letter || !target) return null;
  const { address, copies = [], replyTo = null } = unsealTarget(ctx, target);
  const { channel, addressee, locales } = target;
  const parts = [letter.version_hash, channel, addressee, locales, address, copies, replyTo];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
