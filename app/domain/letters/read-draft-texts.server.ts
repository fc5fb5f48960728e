import type { Context } from '~/context.server';
import { listTextDrafts } from '~/db/text-drafts.server';
import type { Locale } from '~/i18n/locale';
import { type LetterTexts, letterTextSchema } from './letter';
import type { LetterView } from './letter-view';
import { byLocale } from './view-letter.server';

/** A field that is empty or wrong, as a path such as `requests.2`. */
export type MissingText = { locale: Locale; field: string };

/**
 * The letter's texts as they would be published now: in each language it is offered in the draft,
 * or the public text where nobody has begun a draft; in every other language the master text.
 * Refused with every field that is missing.
 */
export async function readDraftTexts(
  ctx: Context,
  letter: Pick<LetterView, 'id' | 'texts' | 'masterLocale' | 'locales' | 'readableIn'>,
): Promise<
  { ok: true; texts: LetterTexts } | { ok: false; reason: 'incomplete'; missing: MissingText[] }
> {
  const drafts = await listTextDrafts(ctx.db, { letterId: letter.id, kind: 'letter' });
  const missing: MissingText[] = [];
  const found = new Map<Locale, LetterTexts[Locale]>();
  for (const locale of letter.locales) {
    const draft = drafts.find((row) => row.locale === locale);
    const parsed = letterTextSchema.safeParse(draft?.content ?? publicText(letter, locale));
    if (parsed.success) found.set(locale, parsed.data);
    else
      missing.push(...parsed.error.issues.map(({ path }) => ({ locale, field: path.join('.') })));
  }
  const master = found.get(letter.masterLocale);
  if (!master || missing.length > 0) return { ok: false, reason: 'incomplete', missing };
  return { ok: true, texts: byLocale(found, master) };
}

/** What stands in for a language without a text must not pass for its translation. */
function publicText(
  letter: Pick<LetterView, 'texts' | 'masterLocale' | 'readableIn'>,
  locale: Locale,
): unknown {
  const own = locale === letter.masterLocale || letter.readableIn.includes(locale);
  return own ? letter.texts[locale] : {};
}
