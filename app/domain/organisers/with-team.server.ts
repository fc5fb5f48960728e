import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { countOwners, lockTeam } from '~/db/letter-roles.server';
import { findLetterRow } from '~/db/letters.server';
import { deleteSessionsOf } from '~/db/organisers.server';
import type { Result } from '~/primitives/result';
import { findLetterById } from '../letters/find-letter-by-id.server';
import type { LetterView } from '../letters/letter-view';

export type TeamRefusal = 'not-found' | 'last-owner';

/**
 * Changes a letter's team, one change at a time. A change that would leave the letter without an
 * owner is undone and refused. Whose role changed is signed out everywhere (ASVS 5.0, 7.4.3).
 */
export async function withTeam<Refusal extends string>(
  ctx: Context,
  slug: string,
  change: (
    trx: Transaction,
    letter: LetterView,
  ) => Promise<Result<{ organiserId: string }, Refusal>>,
): Promise<Result<object, Refusal | TeamRefusal>> {
  try {
    return await ctx.db.transaction().execute(async (trx) => {
      const row = await findLetterRow(trx, { slug });
      if (!row) return { ok: false, reason: 'not-found' } as const;
      await lockTeam(trx, row.id);
      const owners = await countOwners(trx, row.id);
      const changed = await change(trx, await findLetterById({ ...ctx, db: trx }, row.id));
      if (!changed.ok) return changed;
      if (owners > 0 && (await countOwners(trx, row.id)) === 0) throw new LastOwner();
      await deleteSessionsOf(trx, changed.organiserId);
      return { ok: true } as const;
    });
  } catch (error) {
    if (error instanceof LastOwner) return { ok: false, reason: 'last-owner' };
    throw error;
  }
}

/** Takes the change back with the transaction. */
class LastOwner extends Error {}
