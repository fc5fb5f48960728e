import type { Context } from '~/context.server';
import { listTextDrafts } from '~/db/text-drafts.server';
import { type Locale, locales } from '~/i18n/locale';
import { type LetterTexts, letterTextSchema } from './letter';
import type { LetterView } from './letter-view';

/** A field that is empty or wrong, as a path such as `requests.2`. */
export type MissingText = { locale: Locale; field: string };

/**
 * The letter's texts as they would be published now: each language's draft, or the public text
 * where nobody has begun a draft. Refused with every field that is missing. Only the languages that
 * the letter is offered in are asked for; every language where the letter does not say which.
 */
export async function readDraftTexts(
  ctx: Context,
  letter: Pick<LetterView, 'id' | 'texts'> & { locales?: readonly Locale[] },
): Promise<
  { ok: true; texts: LetterTexts } | { ok: false; reason: 'incomplete'; missing: MissingText[] }
> {
  const drafts = await listTextDrafts(ctx.db, { letterId: letter.id, kind: 'letter' });
  const missing: MissingText[] = [];
  const texts = { ...letter.texts };
  for (const locale of letter.locales ?? locales) {
    const draft = drafts.find((row) => row.locale === locale);
    const parsed = letterTextSchema.safeParse(draft?.content ?? letter.texts[locale]);
    if (parsed.success) texts[locale] = parsed.data;
    else
      missing.push(...parsed.error.issues.map(({ path }) => ({ locale, field: path.join('.') })));
  }
  return missing.length > 0 ? { ok: false, reason: 'incomplete', missing } : { ok: true, texts };
}
