import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { type EndorsementRow, lockEndorsement } from '~/db/endorsements.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import type { Actor } from '../organisers/organiser';
import { type Decision, recordDecision } from './record-decision.server';

export type DecisionInput = { id: string; slug?: string; actor: Actor };

/**
 * Records an organiser's decision on a waiting endorsement, once, with who decided and why, and
 * tells the representative by mail in the same transaction. An endorsement of another letter than
 * `slug` is as unknown as one that does not exist.
 */
export async function decideEndorsement(
  ctx: Context,
  input: DecisionInput,
  decision: Decision,
): Promise<Result<object, 'not-found' | 'not-waiting'>> {
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockEndorsement(trx, input.id);
    if (!row || !(await belongsTo(trx, row, input.slug))) return { ok: false, reason: 'not-found' };
    if (row.state !== 'waiting') return { ok: false, reason: 'not-waiting' };
    await recordDecision(ctx, trx, row, { decision, actor: input.actor });
    return { ok: true };
  });
}

async function belongsTo(trx: Transaction, row: EndorsementRow, slug?: string): Promise<boolean> {
  if (slug === undefined) return true;
  const letter = await findLetterRow(trx, { slug });
  return letter?.id === row.letter_id;
}
