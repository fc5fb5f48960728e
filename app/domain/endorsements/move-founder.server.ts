import type { Context } from '~/context.server';
import { listFounderRows, updateEndorsementRow } from '~/db/endorsements.server';
import { lockLetter } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';

export const founderMoves = ['add', 'up', 'down', 'remove'] as const;
export type FounderMove = (typeof founderMoves)[number];

/**
 * Puts an approved organisation among the founding ones, at their end, takes it from there, or moves it
 * one place. Their places are counted from 1 without a gap afterwards; the coordinator stands before
 * them whatever its place is. A move beyond either end, or one that was made already, changes
 * nothing. `not-found` for an organisation that is not approved under this letter.
 */
export async function moveFounder(
  ctx: Context,
  input: { slug: string; id: string; move: FounderMove; actor: Actor },
): Promise<Result<object, 'not-found'>> {
  const { slug, id, move, actor } = input;
  return ctx.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, slug);
    if (!letter) return { ok: false, reason: 'not-found' };
    const approved = await listFounderRows(trx, letter.id);
    const founders = approved.filter((row) => row.founding_position !== null);
    if (!approved.some((row) => row.id === id)) return { ok: false, reason: 'not-found' };
    const before = founders.map((row) => row.id);
    const after = moved(before, id, move);
    if (before.join() === after.join()) return { ok: true };
    for (const row of approved) {
      const place = after.indexOf(row.id) + 1 || null;
      if (row.founding_position === place) continue;
      await updateEndorsementRow(trx, row.id, { founding_position: place });
    }
    await recordAudit(trx, {
      actor,
      action: 'endorsement.founding-place-changed',
      letterId: letter.id,
      object: { kind: 'endorsement', id },
      details: {
        'place before': before.indexOf(id) + 1 || null,
        place: after.indexOf(id) + 1 || null,
      },
    });
    return { ok: true };
  });
}

function moved(order: readonly string[], id: string, move: FounderMove): string[] {
  const others = order.filter((other) => other !== id);
  const place = order.indexOf(id);
  switch (move) {
    case 'add':
      return place < 0 ? [...order, id] : [...order];
    case 'remove':
      return others;
    case 'up':
    case 'down': {
      if (place < 0) return [...order];
      const to = Math.max(0, place + (move === 'up' ? -1 : 1));
      return [...others.slice(0, to), id, ...others.slice(to)];
    }
  }
}
