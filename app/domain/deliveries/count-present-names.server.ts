import type { Context } from '~/context.server';
import { countShown } from '~/db/desk-signatures.server';
import type { LetterView } from '../letters/letter-view';

/** Who would stand in a copy prepared now: only people who signed the present text. */
export async function countPresentNames(
  ctx: Context,
  letter: Pick<LetterView, 'id' | 'counts'>,
): Promise<{ named: number; countedOnly: number }> {
  const named = await countShown(ctx.db, letter.id, 'addressee');
  return { named, countedOnly: letter.counts.signatures - named };
}
