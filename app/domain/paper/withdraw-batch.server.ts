import type { Context } from '~/context.server';
import { markWithdrawn } from '~/db/paper-batches.server';
import { cleanText } from '~/primitives/clean-text';
import { graphemeCount } from '~/primitives/person-name';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { actorKey } from '../organisers/name-actors.server';
import { longestNote, type PaperBatchState, paperBatchTransitions } from './paper-batch';
import { sealReason } from './sealed-batch.server';
import { type BatchInput, withBatch } from './with-batch.server';

type Refusal = 'wrong-state' | 'reason-missing' | 'reason-too-long';

/**
 * Takes a batch back for good, with a reason that only organisers read; it stays on record with its
 * numbers. A copy that was delivered before keeps the number it was frozen with.
 */
export async function withdrawBatch(
  ctx: Context,
  input: BatchInput & { reason: string },
): Promise<Result<object, Refusal | 'not-found'>> {
  const reason = cleanText(input.reason);
  return withBatch<object, Refusal>(ctx, input, async (trx, row) => {
    if (!paperBatchTransitions[row.state as PaperBatchState].includes('withdrawn')) {
      return { ok: false, reason: 'wrong-state' };
    }
    if (reason === '') return { ok: false, reason: 'reason-missing' };
    if (graphemeCount(reason) > longestNote) return { ok: false, reason: 'reason-too-long' };
    const sealedReason = sealReason(ctx, row.id, reason);
    await markWithdrawn(trx, row.id, { by: actorKey(input.actor), sealedReason });
    await recordAudit(trx, {
      actor: input.actor,
      action: 'paper.withdrawn',
      letterId: row.letter_id,
      object: { kind: 'paper-batch', id: row.id },
      details: { number: row.number, valid: row.valid, before: row.state },
    });
    return { ok: true };
  });
}
