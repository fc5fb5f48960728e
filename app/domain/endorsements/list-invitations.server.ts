import type { Context } from '~/context.server';
import { listInvitationRows } from '~/db/endorsement-invitations.server';
import { findLetterRow } from '~/db/letters.server';
import type { Locale } from '~/i18n/locale';
import { maskEmailAddress } from '~/primitives/email-address';
import type { Result } from '~/primitives/result';
import { takesSignatures } from '../letters/letter-view';
import { viewLetter } from '../letters/view-letter.server';
import { nameActors } from '../organisers/name-actors.server';
import type { EndorsementState } from './endorsement';
import { type InvitationEnd, invitationEnd, mayWithdraw } from './invitation';
import { unsealInvitation } from './sealed-invitation.server';

export type InvitationView = {
  id: string;
  organisation: string;
  organisationEn: string;
  /** `m•••@example.org`, or `erased`. */
  emailMasked: string;
  representative: string | null;
  note: string;
  locale: Locale;
  foundingPosition: number | null;
  state: 'live' | Exclude<InvitationEnd, 'unknown'>;
  /** Of the endorsement that came through it, while there is one. */
  endorsementState: EndorsementState | null;
  mayWithdraw: boolean;
  /** An organiser's address; null from the command line, or of an organiser who is gone. */
  invitedBy: string | null;
  /** ISO 8601 in UTC. */
  createdAt: string;
  expiresAt: string;
  acceptedAt: string | null;
  withdrawnAt: string | null;
};

/** Every invitation to a letter for its organisers, newest first, with mailboxes masked. */
export async function listInvitations(
  ctx: Context,
  input: { slug: string },
): Promise<Result<{ invitations: InvitationView[] }, 'not-found'>> {
  const letterRow = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letterRow) return { ok: false, reason: 'not-found' };
  const open = takesSignatures(await viewLetter(ctx, letterRow), ctx.clock.now());
  const rows = await listInvitationRows(ctx.db, letterRow.id);
  const name = await nameActors(
    ctx,
    rows.flatMap((row) => row.invited_by ?? []),
  );
  return {
    ok: true,
    invitations: rows.map((row) => {
      const { email, representative, note } = unsealInvitation(ctx, row);
      return {
        id: row.id,
        organisation: row.organisation,
        organisationEn: row.organisation_en,
        emailMasked: email ? maskEmailAddress(email) : 'erased',
        representative,
        note,
        locale: row.locale as Locale,
        foundingPosition: row.founding_position,
        state: invitationEnd(row, open) ?? 'live',
        endorsementState: row.endorsement_state as EndorsementState | null,
        mayWithdraw: mayWithdraw(row, row.endorsement_state),
        invitedBy: row.invited_by ? name(row.invited_by) : null,
        createdAt: row.created_at.toISOString(),
        expiresAt: row.expires_at.toISOString(),
        acceptedAt: row.accepted_at?.toISOString() ?? null,
        withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
      };
    }),
  };
}
