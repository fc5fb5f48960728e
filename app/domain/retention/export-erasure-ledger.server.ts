import type { Context } from '~/context.server';
import { listErasures } from '~/db/erasures.server';
import { toErasureLine } from './erasure-entry.server';

const page = 5000;

/** The ledger of the database as lines of JSON, oldest first, read as they are written. */
export async function* exportErasureLedger(ctx: Context): AsyncGenerator<string> {
  for (let after: number | null = 0; after !== null; ) {
    const { erasures, last }: Awaited<ReturnType<typeof listErasures>> = await listErasures(
      ctx.db,
      { after, limit: page },
    );
    for (const erasure of erasures) yield `${toErasureLine(erasure)}\n`;
    after = last;
  }
}
