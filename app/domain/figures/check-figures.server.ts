import type { Context } from '~/context.server';
import { type Drift, findDrift, mendFigures } from '~/db/signature-figures.server';
import { recordAudit } from '../audit/record-audit.server';

/**
 * Counts all signatures anew and puts right every figure that differs. Figures differ only when
 * somebody has changed the database behind the application; each letter where they did gets an
 * error in the log and an entry in its audit log, by which the overview tells the organisers.
 */
export async function checkFigures(ctx: Context): Promise<{ drift: number }> {
  const wrong = await ctx.db.transaction().execute(async (trx) => {
    const found = await findDrift(trx);
    await mendFigures(trx, found);
    const letters = byLetter(found);
    for (const [letterId, drift] of letters) {
      const actor = { kind: 'system' } as const;
      await recordAudit(trx, { actor, action: 'figures.mended', letterId, details: { drift } });
    }
    return letters;
  });
  for (const [letterId, drift] of wrong) {
    ctx.log.error({ event: 'figures-drift', letterId, drift }, 'figures were wrong and are mended');
  }
  return { drift: [...wrong.values()].reduce((total, drift) => total + drift, 0) };
}

/** How far a letter's figures were off in all. */
function byLetter(found: Drift[]): Map<string, number> {
  const letters = new Map<string, number>();
  for (const { letter_id, missing } of found) {
    letters.set(letter_id, (letters.get(letter_id) ?? 0) + Math.abs(missing));
  }
  return letters;
}
