import type { Context } from '~/context.server';
import { findEndorsement } from '~/db/endorsements.server';
import { countShareLink } from '~/db/share-links.server';
import type { Locale } from '~/i18n/locale';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { findMyEndorsementId } from './find-my-endorsement-id.server';

export type ShareKit = {
  code: string;
  /** The letter's title in each language in which it can be read. */
  titles: { locale: Locale; title: string }[];
  /** People who signed through the own link and confirmed. */
  people: number;
  /** Confirmed people who want this organisation's news. */
  wantNews: number;
  /** Null while the organisation asks nobody. */
  newsPrivacyUrl: string | null;
};

/** What an approved organisation shares the letter with, and its own numbers; null for any other. */
export async function readShareKit(
  ctx: Context,
  input: { token: string },
): Promise<ShareKit | null> {
  const id = await findMyEndorsementId(ctx.db, input.token);
  const row = id ? await findEndorsement(ctx.db, id) : undefined;
  if (row?.state !== 'approved' || !row.share_code) return null;
  const { letter_id: letterId, share_code: code } = row;
  const [letter, counts] = await Promise.all([
    findLetterById(ctx, letterId),
    countShareLink(ctx.db, { endorsementId: row.id, letterId, code }),
  ]);
  return {
    code,
    titles: letter.readableIn.map((locale) => ({ locale, title: letter.texts[locale].title })),
    ...counts,
    newsPrivacyUrl: row.news_privacy_url,
  };
}
