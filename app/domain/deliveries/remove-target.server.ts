import type { Context } from '~/context.server';
import { deleteTarget, listUsedTargets, lockTargetOf } from '~/db/delivery-targets.server';
import { lockLetter } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';

/** Removes a place to which copies go. `in-use` when something was prepared or sent there. */
export async function removeTarget(
  ctx: Context,
  input: { slug: string; id: string; actor: Actor },
): Promise<Result<object, 'not-found' | 'in-use'>> {
  const { slug, id, actor } = input;
  return ctx.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, slug);
    const row = letter && (await lockTargetOf(trx, letter.id, id));
    if (!letter || !row) return { ok: false, reason: 'not-found' };
    if ((await listUsedTargets(trx, letter.id)).has(id)) return { ok: false, reason: 'in-use' };
    await deleteTarget(trx, id);
    await recordAudit(trx, {
      actor,
      action: 'target.removed',
      letterId: letter.id,
      object: { kind: 'target', id },
      details: { name: row.name, channel: row.channel, addressee: row.addressee },
    });
    return { ok: true };
  });
}
