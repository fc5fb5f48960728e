import type { Context } from '~/context.server';
import type { Locale } from '~/i18n/locale';
import { readDraftStates } from '../letters/read-draft-states.server';

/** The languages of a letter whose text was made from one that has been edited since. */
export async function findBehind(ctx: Pick<Context, 'db'>, letterId: string): Promise<Locale[]> {
  const found = await readDraftStates(ctx, { letterId, kind: 'letter' });
  if (!found.ok) return [];
  return found.states.filter(({ changed }) => changed.length > 0).map(({ locale }) => locale);
}
