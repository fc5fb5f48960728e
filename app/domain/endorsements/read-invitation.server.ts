import type { Context } from '~/context.server';
import { findInvitation } from '~/db/endorsement-invitations.server';
import { hashToken } from '~/primitives/keyring.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { type LetterView, takesSignatures } from '../letters/letter-view';
import { type InvitationEnd, invitationEnd } from './invitation';
import { unsealInvitation } from './sealed-invitation.server';

/** What the form of the invited is filled in with; null is not known. */
export type InvitedOrganisation = {
  organisation: string;
  organisationEn: string;
  country: string | null;
  website: string | null;
  representative: string | null;
  email: string;
};

export type OpenedInvitation =
  | { ok: true; letter: LetterView; invited: InvitedOrganisation }
  | { ok: false; reason: 'unknown'; letter: null }
  | { ok: false; reason: Exclude<InvitationEnd, 'unknown'>; letter: LetterView };

/** What the link in an invitation opens, or why it opens nothing any more. Changes nothing. */
export async function readInvitation(
  ctx: Context,
  input: { token: string },
): Promise<OpenedInvitation> {
  const row = await findInvitation(ctx.db, hashToken(input.token));
  if (!row) return { ok: false, reason: 'unknown', letter: null };
  const letter = await findLetterById(ctx, row.letter_id);
  const reason = invitationEnd(row, takesSignatures(letter, ctx.clock.now()));
  if (reason) return { ok: false, reason, letter };
  const { email, representative } = unsealInvitation(ctx, row);
  return {
    ok: true,
    letter,
    invited: {
      organisation: row.organisation,
      organisationEn: row.organisation_en,
      country: row.country,
      website: row.website,
      representative,
      email,
    },
  };
}
