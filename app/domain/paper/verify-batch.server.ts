import type { Context } from '~/context.server';
import { markVerified } from '~/db/paper-batches.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { actorKey } from '../organisers/name-actors.server';
import { needsSecondPerson } from './second-person.server';
import { type BatchInput, withBatch } from './with-batch.server';

type Refusal = 'wrong-state' | 'second-person' | 'count-mismatch';

/**
 * Makes a batch count from now on, apart from the signatures online: whoever verifies has counted
 * the sheets anew and types the number judged valid. `second-person` when who entered it must not
 * verify it, `count-mismatch` when the two counts differ.
 */
export async function verifyBatch(
  ctx: Context,
  input: BatchInput & { valid: string },
): Promise<Result<object, Refusal | 'not-found'>> {
  const { actor } = input;
  return withBatch<object, Refusal>(ctx, input, async (trx, row) => {
    if (row.state !== 'entered') return { ok: false, reason: 'wrong-state' };
    const by = actorKey(actor);
    const second = row.entered_by !== by;
    if (!second && (await needsSecondPerson(trx, row.letter_id))) {
      return { ok: false, reason: 'second-person' };
    }
    if (input.valid.replaceAll(/[\s,.'’]/g, '') !== String(row.valid)) {
      return { ok: false, reason: 'count-mismatch' };
    }
    await markVerified(trx, row.id, by);
    await recordAudit(trx, {
      actor,
      action: 'paper.verified',
      letterId: row.letter_id,
      object: { kind: 'paper-batch', id: row.id },
      details: { number: row.number, valid: row.valid, secondPerson: second },
    });
    return { ok: true };
  });
}
