import type { Context } from '~/context.server';
import { listLettersOf } from '~/db/letter-roles.server';
import { listLetterRows } from '~/db/letters.server';
import type { Locale } from '~/i18n/locale';
import type { Organiser } from '../organisers/organiser';
import { type LetterState, letterStates } from './letter';
import { type DeskCounts, readDeskCounts } from './read-desk-counts.server';
import { viewLetter } from './view-letter.server';

export type DeskLetter = {
  slug: string;
  title: string;
  state: LetterState;
  masterLocale: Locale;
  counts: DeskCounts;
};

/**
 * The letters on which somebody has a role, all of them with a role in the installation or for the
 * operator; drafts too, newest first, with true figures.
 */
export async function listDeskLetters(
  ctx: Context,
  organiser?: Pick<Organiser, 'id' | 'role'>,
): Promise<DeskLetter[]> {
  const all = await listLetterRows(ctx.db, letterStates);
  const everywhere = !organiser || organiser.role !== null;
  const own = everywhere ? null : await listLettersOf(ctx.db, organiser.id);
  const rows = all.filter(({ id }) => !own || own.has(id));
  return Promise.all(
    rows.map(async (row) => {
      const letter = await viewLetter(ctx, row);
      const { slug, state, masterLocale } = letter;
      const { title } = letter.texts[masterLocale];
      return { slug, state, masterLocale, title, counts: await readDeskCounts(ctx, row.id) };
    }),
  );
}
