import type { Context } from '~/context.server';
import { findInvitationOf } from '~/db/endorsement-invitations.server';
import { findEndorsement } from '~/db/endorsements.server';
import { findSignature } from '~/db/signatures.server';
import { findToken, type TokenRow } from '~/db/tokens.server';
import { hashToken } from '~/primitives/keyring.server';
import { findNewsFrom, type ShareLink } from '../endorsements/find-share-link.server';
import { settledByInvitation } from '../endorsements/invitation';
import { unsealRepresentative } from '../endorsements/sealed-representative.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { type LetterView, takesSignatures } from '../letters/letter-view';
import { unsealSignatory } from '../signatures/sealed-signatory.server';
import type { SignatureVisibility } from '../signatures/signature';
import { type DeadLink, deadLinkReason } from './confirmation';

export type Confirmation =
  | {
      ok: true;
      subject: 'signature';
      letter: LetterView;
      /** The id of the version that was signed, when another has been published since. */
      changedSince: string | null;
      signatory: {
        name: string;
        title: string | null;
        affiliation: string | null;
        visibility: SignatureVisibility;
        updates: boolean;
        /** The organisation whose news the person asked for. */
        newsFrom: ShareLink | null;
      };
    }
  | {
      ok: true;
      subject: 'endorsement';
      letter: LetterView;
      endorsement: {
        organisation: string;
        representative: string;
        role: string;
        /** It came by invitation, so that confirming publishes it. */
        atOnce: boolean;
      };
    }
  | DeadLink;

/** What a confirmation link would confirm, for the page with the button. Changes nothing. */
export async function readConfirmation(
  ctx: Context,
  input: { token: string },
): Promise<Confirmation> {
  const token = await findToken(ctx.db, hashToken(input.token), [
    'confirm-signature',
    'confirm-endorsement',
  ]);
  if (token?.signature_id) return readForSignature(ctx, token, token.signature_id);
  if (token?.endorsement_id) return readForEndorsement(ctx, token, token.endorsement_id);
  return { ok: false, reason: 'unknown', letter: null };
}

async function readForSignature(ctx: Context, token: TokenRow, id: string): Promise<Confirmation> {
  const row = await findSignature(ctx.db, id);
  if (!row) return { ok: false, reason: 'unknown', letter: null };
  const letter = await findLetterById(ctx, row.letter_id);
  const reason = deadLinkReason(linkState(ctx, token, row.state, letter));
  if (reason) return { ok: false, reason, letter };
  const { name, title, affiliation } = unsealSignatory(ctx, row);
  const visibility = row.visibility as SignatureVisibility;
  return {
    ok: true,
    subject: 'signature',
    letter,
    changedSince: row.letter_version_id === letter.version.id ? null : row.letter_version_id,
    signatory: {
      name,
      title,
      affiliation,
      visibility,
      updates: row.updates,
      newsFrom: await findNewsFrom(ctx, row.news_from),
    },
  };
}

async function readForEndorsement(
  ctx: Context,
  token: TokenRow,
  id: string,
): Promise<Confirmation> {
  const row = await findEndorsement(ctx.db, id);
  if (!row) return { ok: false, reason: 'unknown', letter: null };
  const letter = await findLetterById(ctx, row.letter_id);
  const reason = deadLinkReason(linkState(ctx, token, row.state, letter));
  if (reason) return { ok: false, reason, letter };
  const { representative, role } = unsealRepresentative(ctx, row);
  return {
    ok: true,
    subject: 'endorsement',
    letter,
    endorsement: {
      organisation: row.organisation,
      representative,
      role,
      atOnce: settledByInvitation(await findInvitationOf(ctx.db, row.id)),
    },
  };
}

/** Puts a token and what it is for into the terms of `deadLinkReason`. */
export function linkState(ctx: Context, token: TokenRow, subjectState: string, letter: LetterView) {
  return {
    subjectState,
    used: token.used_at !== null,
    replaced: token.replaced_at !== null,
    expired: token.expired,
    open: takesSignatures(letter, ctx.clock.now()),
  };
}
