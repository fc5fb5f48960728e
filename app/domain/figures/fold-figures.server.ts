import type { Context } from '~/context.server';
import { foldSignatureChanges } from '~/db/signature-figures.server';

const batch = 5000;

/**
 * Adds up what signatures have left to be added, batch by batch in transactions of their own, until
 * nothing is left. Only makes counting cheaper: no figure is another one before, between or after,
 * and a run that is killed leaves the rest to the next.
 */
export async function foldFigures(ctx: Context): Promise<{ folded: number }> {
  let folded = 0;
  for (;;) {
    const done = await ctx.db.transaction().execute((trx) => foldSignatureChanges(trx, batch));
    folded += done;
    if (done < batch) return { folded };
  }
}
