import type { Context } from '~/context.server';
import { listLetterRows } from '~/db/letters.server';
import type { Locale } from '~/i18n/locale';
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

/** Every letter of the installation, drafts too, newest first, with true figures. */
export async function listDeskLetters(ctx: Context): Promise<DeskLetter[]> {
  const rows = await listLetterRows(ctx.db, letterStates);
  return Promise.all(
    rows.map(async (row) => {
      const letter = await viewLetter(ctx, row);
      const { slug, state, masterLocale } = letter;
      const { title } = letter.texts[masterLocale];
      return { slug, state, masterLocale, title, counts: await readDeskCounts(ctx, row.id) };
    }),
  );
}
