import type { Context } from '~/context.server';
import { countToAsk } from '~/db/carry-overs.server';
import type { Locale } from '~/i18n/locale';
import { listPublicDeliveries } from '../deliveries/list-public-deliveries.server';
import { hashLetterVersion } from '../letters/hash-letter-version.server';
import type { LetterTexts } from '../letters/letter';
import type { LetterView, PublicDelivery } from '../letters/letter-view';
import { type MissingText, readDraftTexts } from '../letters/read-draft-texts.server';
import { diffLetterTexts, type FieldDiff } from './diff-letter-texts';
import { findBehind } from './find-behind.server';

export type VersionPreview = {
  texts: LetterTexts;
  /** Of the edited texts; the public hash when nothing was edited. */
  hash: string;
  languages: { locale: Locale; fields: FieldDiff[] }[];
  /** Whose text was made from one that has been edited since; publishing waits for them. */
  behind: Locale[];
  /** How many people a change of meaning would ask by mail, at most. */
  toBeAsked: number;
  /** Copies that have been accepted, with the version they had. */
  delivered: PublicDelivery[];
};

/**
 * What publishing the edited texts would make public, compared with the present version language
 * by language. Refused with every field that is missing.
 */
export async function previewVersion(
  ctx: Context,
  letter: LetterView,
): Promise<
  ({ ok: true } & VersionPreview) | { ok: false; reason: 'incomplete'; missing: MissingText[] }
> {
  const draft = await readDraftTexts(ctx, letter);
  if (!draft.ok) return draft;
  const { texts } = draft;
  const [toBeAsked, delivered, behind] = await Promise.all([
    countToAsk(ctx.db, letter.id),
    listPublicDeliveries(ctx, letter.id),
    findBehind(ctx, letter.id),
  ]);
  return {
    ok: true,
    texts,
    hash: hashLetterVersion(texts, letter.locales),
    languages: letter.locales.map((locale) => ({
      locale,
      fields: diffLetterTexts(letter.texts[locale], texts[locale]),
    })),
    behind,
    toBeAsked,
    delivered,
  };
}
