import type { Context } from '~/context.server';
import { mendSignatureFigures } from '~/db/signature-figures.server';
import { recordAudit } from '../audit/record-audit.server';

/**
 * Counts all signatures anew and puts right every figure that differs. Figures differ only when
 * somebody has changed the database behind the application; each letter where they did gets an
 * error in the log and an entry in its audit log, by which the overview tells the organisers.
 */
export async function checkFigures(ctx: Context): Promise<{ drift: number }> {
  const wrong = await ctx.db.transaction().execute(async (trx) => {
    const letters = await mendSignatureFigures(trx);
    for (const { letter_id: letterId, drift } of letters) {
      const actor = { kind: 'system' } as const;
      await recordAudit(trx, { actor, action: 'figures.mended', letterId, details: { drift } });
    }
    return letters;
  });
  for (const { letter_id: letterId, drift } of wrong) {
    ctx.log.error({ event: 'figures-drift', letterId, drift }, 'figures were wrong and are mended');
  }
  return { drift: wrong.reduce((total, { drift }) => total + drift, 0) };
}
