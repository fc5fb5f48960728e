import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import type { LetterView } from './letter-view';
import { viewLetter } from './view-letter.server';

/** The letter as the public may see it; a draft is as unknown as a letter that does not exist. */
export async function findLetter(
  ctx: Context,
  input: { slug: string },
): Promise<Result<{ letter: LetterView }, 'not-found'>> {
  const row = await findLetterRow(ctx.db, { slug: input.slug });
  if (!row || row.state === 'draft') return { ok: false, reason: 'not-found' };
  return { ok: true, letter: await viewLetter(ctx, row) };
}
