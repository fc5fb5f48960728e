import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import type { ExportChoice, ExportSample } from './export';
import { openSource } from './open-source.server';

/**
 * What an export would hold now: how many rows, how many people are counted only, and the first three
 * rows with everything masked that is not public. Records nothing, for nothing leaves.
 */
export async function previewExport(
  ctx: Context,
  input: Pick<ExportChoice, 'what' | 'preset' | 'format' | 'timeZone' | 'view'> & { slug: string },
): Promise<
  Result<{ rowCount: number; countedOnly: number | null; sample: ExportSample }, 'not-found'>
> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const source = await openSource(ctx, letter, input);
  try {
    const { rowCount, countedOnly } = source;
    return { ok: true, rowCount, countedOnly, sample: await source.sample() };
  } finally {
    source.close();
  }
}
