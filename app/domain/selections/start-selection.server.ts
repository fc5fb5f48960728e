import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { updateInvalidation } from '~/db/invalidations.server';
import { findSignatureIdByNumber } from '~/db/signature-table.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { countHoldsFor, longestReason } from '../invalidations/invalidation';
import { unsealCriteria } from '../invalidations/sealed-criteria.server';
import {
  type InvalidationInput,
  withInvalidation,
} from '../invalidations/with-invalidation.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { takesSignatures } from '../letters/letter-view';
import { canBeUndone, countPermitted, type SelectionAction } from './selection';

export type StartRefusal =
  | 'wrong-state'
  | 'outdated'
  | 'nothing-to-do'
  | 'reason-missing'
  | 'reason-too-long'
  | 'no-original'
  | 'count-mismatch'
  | 'closed';

export type StartInput = InvalidationInput & {
  action: SelectionAction;
  /** Why signatures are taken out. */
  reason?: string;
  /** Number of the signature that the selected ones repeat. */
  original?: number;
  /** What cannot be undone names the count that was shown. */
  confirm?: number;
};

/**
 * Does one thing with all signatures of a selection, in batches of the worker: with exactly those
 * that were frozen and whose state still permits it. Once; `wrong-state` for the second press,
 * `outdated` after a day.
 */
export async function startSelection(
  ctx: Context,
  input: StartInput,
): Promise<Result<object, StartRefusal | 'not-found'>> {
  const { action } = input;
  const reason = input.reason?.trim() ?? '';
  return withInvalidation<StartRefusal>(ctx, input, async (trx, row) => {
    const refuse = (why: StartRefusal) => ({ ok: false as const, reason: why });
    if (row.state !== 'counted' || row.chosen_by === 'criteria') return refuse('wrong-state');
    if (row.age > countHoldsFor) return refuse('outdated');
    const { selected } = unsealCriteria(ctx, row);
    if (countPermitted(action, selected?.groups ?? []) === 0) return refuse('nothing-to-do');
    if (action === 'take-out' && !reason) return refuse('reason-missing');
    if (reason.length > longestReason) return refuse('reason-too-long');
    if (!canBeUndone(action) && input.confirm !== row.expected) return refuse('count-mismatch');
    if (action === 'resend' && (await isClosed(ctx, trx, row.letter_id))) return refuse('closed');
    const original =
      action === 'duplicate' && input.original
        ? await findSignatureIdByNumber(trx, row.letter_id, input.original)
        : null;
    if (action === 'duplicate' && !original) return refuse('no-original');
    const change = { state: 'running', action, reason, duplicate_of: original };
    await updateInvalidation(trx, row.id, change);
    await recordAudit(trx, {
      actor: input.actor,
      action: 'invalidation.started',
      letterId: row.letter_id,
      object: { kind: 'invalidation', id: row.id },
      details: { action, count: row.expected },
    });
    return { ok: true };
  });
}

async function isClosed(ctx: Context, trx: Transaction, letterId: string): Promise<boolean> {
  const letter = await findLetterById({ ...ctx, db: trx }, letterId);
  return !takesSignatures(letter, ctx.clock.now());
}
