import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Context } from '~/context.server';
import { listTargets } from '~/db/deliveries.server';
import { findLetterRow } from '~/db/letters.server';
import { usualNames } from '../letters/annex-names';
import { unsealTarget } from './sealed-delivery.server';

/**
 * What an approval beforehand is given to: this text of the letter, this addressee with every mailbox,
 * language, the mailbox for answers and how names stand – whatever the names will be. Null when letter or target are gone.
 */
export async function findStandingHash(
  ctx: Context,
  place: { letterId: string; targetId: string },
): Promise<string | null> {
  const letter = await findLetterRow(ctx.db, { id: place.letterId });
  const targets = await listTargets(ctx.db, place.letterId);
  const target = targets.find(({ id }) => id === place.targetId);
  if (!letter || !target) return null;
  const { address, copies = [], replyTo = null, names = usualNames } = unsealTarget(ctx, target);
  const { channel, addressee, locales } = target;
  // What was approved before this could be chosen stays approved.
  const chosen = isDeepStrictEqual(names, usualNames) ? [] : [names.order, names.latin];
  const mailboxes = [address, copies, replyTo];
  const parts = [letter.version_hash, channel, addressee, locales, ...mailboxes, ...chosen];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
