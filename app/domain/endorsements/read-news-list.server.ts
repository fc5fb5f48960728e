import type { Context } from '~/context.server';
import { findEndorsement } from '~/db/endorsements.server';
import { countNewsConsents } from '~/db/share-links.server';
import { findToken, type TokenRow } from '~/db/tokens.server';
import { hashToken } from '~/primitives/keyring.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import type { LetterView } from '../letters/letter-view';

/** Why a link to a list gives none any more. */
export type NewsListEnd = 'unknown' | 'used' | 'replaced' | 'expired' | 'withdrawn';

export type NewsList =
  | { ok: true; letter: LetterView; organisation: string; people: number }
  | { ok: false; reason: NewsListEnd; letter: LetterView | null };

/** What a link to a list would give, for the page with the button. Changes nothing. */
export async function readNewsList(ctx: Context, input: { token: string }): Promise<NewsList> {
  const token = await findToken(ctx.db, hashToken(input.token), ['news-list']);
  const row = token?.endorsement_id
    ? await findEndorsement(ctx.db, token.endorsement_id)
    : undefined;
  if (!token || !row) return { ok: false, reason: 'unknown', letter: null };
  const letter = await findLetterById(ctx, row.letter_id);
  const reason = newsListEnd(token, row.state);
  if (reason) return { ok: false, reason, letter };
  const people = await countNewsConsents(ctx.db, row.id);
  return { ok: true, letter, organisation: row.organisation, people };
}

/** Null while the link gives the list. */
export function newsListEnd(token: TokenRow, endorsementState: string): NewsListEnd | null {
  if (endorsementState !== 'approved') return 'withdrawn';
  if (token.used_at) return 'used';
  if (token.replaced_at) return 'replaced';
  return token.expired ? 'expired' : null;
}
