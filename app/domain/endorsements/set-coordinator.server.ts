import type { Context } from '~/context.server';
import { lockLetterOf, writeCoordinator } from '~/db/endorsements.server';
import type { Result } from '~/primitives/result';
import { changed } from '../audit/audit-changes';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import { lockEndorsementOf } from './lock-endorsement-of.server';

export type CoordinatorInput = { id: string; slug?: string; coordinator: boolean; actor: Actor };

/**
 * Puts an approved organisation first under the letter as its coordinator, in place of another one,
 * or takes that away from it. Repeating it changes nothing.
 */
export async function setCoordinator(
  ctx: Context,
  input: CoordinatorInput,
): Promise<Result<object, 'not-found' | 'not-approved'>> {
  const { coordinator, actor } = input;
  return ctx.db.transaction().execute(async (trx) => {
    await lockLetterOf(trx, input.id);
    const row = await lockEndorsementOf(trx, input);
    if (!row) return { ok: false, reason: 'not-found' };
    if (coordinator && row.state !== 'approved') return { ok: false, reason: 'not-approved' };
    if (row.coordinator === coordinator) return { ok: true };
    await writeCoordinator(trx, { letterId: row.letter_id, id: coordinator ? row.id : null });
    await recordAudit(trx, {
      actor,
      action: coordinator ? 'endorsement.coordinator-set' : 'endorsement.coordinator-cleared',
      letterId: row.letter_id,
      object: { kind: 'endorsement', id: row.id },
      changes: changed({ coordinator: row.coordinator }, { coordinator }),
    });
    return { ok: true };
  });
}
