import type { Context } from '~/context.server';
import type { Database } from '~/db/client.server';
import { listBackgroundTexts } from '~/db/letters.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { findLetter } from './find-letter.server';
import type { BackgroundText, BackgroundTexts } from './letter';
import type { LetterView } from './letter-view';
import { byLocale, textsOf } from './view-letter.server';

const nothing: BackgroundText = {
  introduction: '',
  sections: [],
  timeline: [],
  sources: [],
  questions: [],
};

/** A background as readers of one language find it, and the language that it stands in. */
export type ShownBackground = { text: BackgroundText; locale: Locale };

/**
 * The background of a public letter in every language, and in which of them it is written; in the
 * others that of the master language stands for it, and an empty one while there is none.
 */
export async function readBackground(
  ctx: Context,
  input: { slug: string },
): Promise<
  Result<{ letter: LetterView; background: BackgroundTexts; writtenIn: Locale[] }, 'not-found'>
> {
  const found = await findLetter(ctx, input);
  if (!found.ok) return found;
  const { letter } = found;
  const texts = await readTexts(ctx.db, letter);
  const background = byLocale(texts, texts.get(letter.masterLocale) ?? nothing);
  return { ok: true, letter, background, writtenIn: [...texts.keys()] };
}

async function readTexts(db: Database, letter: Pick<LetterView, 'id' | 'locales'>) {
  return textsOf<BackgroundText>(await listBackgroundTexts(db, letter.id), letter.locales);
}

/** The background of a letter at hand, draft or not, for readers of a language; null for none. */
export async function findBackground(
  db: Database,
  letter: Pick<LetterView, 'id' | 'locales' | 'masterLocale'>,
  locale: Locale,
): Promise<ShownBackground | null> {
  const texts = await readTexts(db, letter);
  for (const candidate of [locale, letter.masterLocale]) {
    const text = texts.get(candidate);
    if (text) return { text, locale: candidate };
  }
  return null;
}
