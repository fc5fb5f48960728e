import type { Context } from '~/context.server';
import { lockFlagged, markFlagsSeen } from '~/db/held-signatures.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import { recordAudit } from '../audit/record-audit.server';
import { actorKey } from '../organisers/name-actors.server';
import type { HeldDecisionInput } from './decide-held.server';

/**
 * Leaves a flagged signature in the count and remembers who looked at its flags, and when; the flags
 * stay. `not-waiting` when somebody else decided before, or its owner withdrew.
 */
export async function keepFlagged(
  ctx: Context,
  input: HeldDecisionInput,
): Promise<Result<{ number: number }, 'not-found' | 'not-waiting'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter || !isUuid(input.id)) return { ok: false, reason: 'not-found' };
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockFlagged(trx, { id: input.id, letterId: letter.id });
    if (!row) return { ok: false, reason: 'not-waiting' };
    await markFlagsSeen(trx, row.id, actorKey(input.actor));
    await recordAudit(trx, {
      actor: input.actor,
      action: 'signature.flags-kept',
      letterId: letter.id,
      object: { kind: 'signature', id: row.id },
      details: { flags: row.flags.join(' ') },
    });
    return { ok: true, number: row.number };
  });
}
