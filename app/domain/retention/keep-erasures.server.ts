import type { Context } from '~/context.server';
import { countErasures, listErasures, type StoredErasure } from '~/db/erasures.server';
import { appendLines, readLines, sizeOf } from '~/primitives/durable-lines.server';
import { erasureHash, ledgerFile, parseErasureLine, toErasureLine } from './erasure-entry.server';

const page = 5000;

/**
 * Writes committed erasures to the ledger outside the database. A file that cannot be written is
 * told to the log and to nobody else: the worker adds what is missing later.
 */
export async function keepErasures(ctx: Context, erasures: StoredErasure[]): Promise<void> {
  try {
    await appendLines(ledgerFile(ctx), erasures.map(toErasureLine));
  } catch (error) {
    ctx.log.error({ event: 'erasure-ledger-unwritten', fault: (error as Error).message });
  }
}

/**
 * Returns a function that brings the ledger outside the database up to the one inside and returns
 * how many lines it added; quick when neither has changed since its last call. Any number of
 * processes may do so: a line that is there twice means the same as once.
 */
export function createLedgerKeeper(ctx: Context): () => Promise<{ added: number }> {
  const file = ledgerFile(ctx);
  let settled = '';

  async function describeBoth(): Promise<string> {
    const { count, last } = await countErasures(ctx.db);
    return `${count}:${last}:${await sizeOf(file)}`;
  }

  return async function keepLedger() {
    if ((await describeBoth()) === settled) return { added: 0 };
    const known = new Set<string>();
    for await (const line of readLines(file)) {
      const erasure = parseErasureLine(line);
      if (erasure) known.add(erasureHash(erasure));
    }
    let added = 0;
    const before = await describeBoth();
    for (let after: number | null = 0; after !== null; ) {
      const { erasures, last } = await listErasures(ctx.db, { after, limit: page });
      const missing = erasures.filter((erasure) => !known.has(erasureHash(erasure)));
      await appendLines(file, missing.map(toErasureLine));
      added += missing.length;
      after = last;
    }
    // What changed meanwhile, by others, is looked at next time.
    settled = added === 0 ? before : '';
    return { added };
  };
}
