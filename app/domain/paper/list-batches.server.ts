import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import { listBatchRows } from '~/db/paper-batches.server';
import type { Result } from '~/primitives/result';
import { needsSecondPerson } from './second-person.server';
import { type PaperBatchView, viewBatches } from './view-batch.server';

export type ListedBatch = PaperBatchView & { scans: number };

/** The batches of a letter, newest first, and whether a second person must verify their counts. */
export async function listBatches(
  ctx: Context,
  input: { slug: string },
): Promise<Result<{ batches: ListedBatch[]; secondPerson: boolean }, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const viewed = await viewBatches(ctx, await listBatchRows(ctx.db, letter.id));
  return {
    ok: true,
    batches: viewed.map(({ row, view }) => ({ ...view, scans: row.scans ?? 0 })),
    secondPerson: await needsSecondPerson(ctx.db, letter.id),
  };
}
