import type { Context } from '~/context.server';
import { findCheck } from '~/db/endorsement-checks.server';
import { findEndorsement } from '~/db/endorsements.server';
import { hashToken } from '~/primitives/keyring.server';
import type { Result } from '~/primitives/result';
import { findLetterById } from '../letters/find-letter-by-id.server';
import type { LetterView } from '../letters/letter-view';
import { type CheckState, checkState } from './authority-check';
import { unsealCheck } from './sealed-check.server';

export type AskedContact = {
  state: CheckState;
  organisation: string;
  /** As it was asked, whatever the organisation has changed since. */
  representative: string;
  role: string;
};

/** What a published contact is asked, or why the link takes no answer any more. Changes nothing. */
export async function readAuthorityCheck(
  ctx: Context,
  input: { token: string },
): Promise<Result<{ letter: LetterView; check: AskedContact }, 'unknown'>> {
  const found = await findCheck(ctx.db, hashToken(input.token));
  const row = found && (await findEndorsement(ctx.db, found.endorsement_id));
  if (!found || !row) return { ok: false, reason: 'unknown' };
  const { representative, role } = unsealCheck(ctx, found);
  return {
    ok: true,
    letter: await findLetterById(ctx, row.letter_id),
    check: { state: checkState(found), organisation: row.organisation, representative, role },
  };
}
