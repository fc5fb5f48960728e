import type { Context } from '~/context.server';
import { findAsking, lockCase, noteAnswer } from '~/db/report-cases.server';
import { hashToken } from '~/primitives/keyring.server';
import { recordAudit } from '../audit/record-audit.server';
import { askingState } from './read-asking.server';

/**
 * Keeps that the signatory stands by a reported signature, for those who decide. Repeating it, and
 * answering what has ended, changes nothing; the page says how it stands.
 */
export async function answerAsking(ctx: Context, input: { token: string }): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const known = await findAsking(trx, hashToken(input.token));
    const row = known && (await lockCase(trx, known.id));
    if (!row || askingState(row) !== 'asked') return;
    await noteAnswer(trx, row.id);
    await recordAudit(trx, {
      actor: { kind: 'system' },
      action: 'report.confirmed-again',
      letterId: row.letter_id,
      object: { kind: 'report', id: row.id },
    });
  });
}
