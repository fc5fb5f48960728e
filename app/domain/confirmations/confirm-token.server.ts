import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { lockEndorsement } from '~/db/endorsements.server';
import { holdMeaningFor } from '~/db/letter-versions.server';
import { lockSignature, updateSignatureRow } from '~/db/signatures.server';
import { findToken, lockToken, spendToken, type TokenRow } from '~/db/tokens.server';
import { hashToken } from '~/primitives/keyring.server';
import { confirmEndorsementRow } from '../endorsements/confirm-endorsement-row.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import type { LetterView } from '../letters/letter-view';
import { confirmSignatureRow } from '../signatures/confirm-signature-row.server';
import type { SignatureVisibility } from '../signatures/signature';
import { type DeadLink, deadLinkReason } from './confirmation';
import { linkState } from './read-confirmation.server';

export type Confirmed = {
  ok: true;
  subject: 'signature' | 'endorsement';
  letter: LetterView;
  /** How many people have confirmed by now; null for an organisation. */
  number: number | null;
  visibility: SignatureVisibility | null;
  /** Null for an organisation. */
  signatureId: string | null;
  /** The owner has confirmed, but an organiser looks at it before it counts. */
  held: boolean;
};

/** What the confirm page lets a signatory still change; what is not given stays as it was. */
export type ConfirmChoices = {
  visibility?: SignatureVisibility;
  updates?: boolean;
  /** News of an organisation can be taken back here, not asked for. */
  newsFrom?: boolean;
};

/** The text has another meaning than when the person signed, and they have not seen it. */
export type TextChanged = { ok: false; reason: 'text-changed'; letter: LetterView };

const purposes = ['confirm-signature', 'confirm-endorsement'] as const;

/**
 * Confirms what the link stands for, once, with the signatory's last choices; pressing the button
 * again answers the same and changes nothing. The subject is locked before its token, in the order
 * in which signing locks them. `seen` is the hash of the version that the page showed: when that is
 * the present one, the signature is for it. Otherwise it stays with the version that was signed, or
 * is refused with `text-changed`, unspent, when the letter has another meaning by now.
 */
export async function confirmToken(
  ctx: Context,
  input: { token: string; choices?: ConfirmChoices; seen?: string },
): Promise<Confirmed | DeadLink | TextChanged> {
  const hash = hashToken(input.token);
  const outcome = await ctx.db.transaction().execute(async (trx) => {
    const known = await findToken(trx, hash, purposes);
    if (known?.signature_id) return confirmSignature(ctx, trx, hash, known.signature_id, input);
    if (known?.endorsement_id) return confirmEndorsement(ctx, trx, hash, known.endorsement_id);
    return null;
  });
  if (!outcome) return { ok: false, reason: 'unknown', letter: null };
  if (!outcome.ok) return outcome;
  const letter = await findLetterById(ctx, outcome.letter.id);
  const number = outcome.subject === 'signature' ? letter.counts.signatures : null;
  return { ...outcome, letter, number };
}

async function confirmSignature(
  ctx: Context,
  trx: Transaction,
  hash: Buffer,
  id: string,
  { choices = {}, seen }: { choices?: ConfirmChoices; seen?: string },
) {
  await holdMeaningFor(trx, id);
  const row = await lockSignature(trx, id);
  const token = await lockToken(trx, hash, purposes);
  if (!row || !token) return null;
  const letter = await findLetterById({ ...ctx, db: trx }, row.letter_id);
  const done = {
    ok: true as const,
    subject: 'signature' as const,
    letter,
    number: null,
    visibility: row.visibility as SignatureVisibility,
    signatureId: row.id,
    held: row.state === 'held',
  };
  if (repeats(token, row.state, 'confirmed') || repeats(token, row.state, 'held')) return done;
  const reason = deadLinkReason(linkState(ctx, token, row.state, letter));
  if (reason) return { ok: false as const, reason, letter };
  const versionId = confirmedVersion(row, letter, seen);
  if (!versionId) return { ok: false as const, reason: 'text-changed' as const, letter };
  const visibility = choices.visibility ?? done.visibility;
  const updates = choices.updates ?? row.updates;
  const news_from = choices.newsFrom === false ? null : row.news_from;
  const letter_version_id = versionId;
  await updateSignatureRow(trx, row.id, { visibility, updates, news_from, letter_version_id });
  await confirmSignatureRow(ctx, trx, { ...row, visibility, updates });
  await spendToken(trx, hash);
  return { ...done, visibility, held: row.hold };
}

/** The id of the version that confirming is for; null when its owner has to look at it first. */
function confirmedVersion(
  row: { letter_version_id: string; meaning: number },
  { version }: LetterView,
  seen: string | undefined,
): string | null {
  if (seen === version.hash) return version.id;
  return row.meaning === version.meaning ? row.letter_version_id : null;
}

async function confirmEndorsement(ctx: Context, trx: Transaction, hash: Buffer, id: string) {
  const row = await lockEndorsement(trx, id);
  const token = await lockToken(trx, hash, purposes);
  if (!row || !token) return null;
  const letter = await findLetterById({ ...ctx, db: trx }, row.letter_id);
  const done = {
    ok: true as const,
    subject: 'endorsement' as const,
    letter,
    number: null,
    visibility: null,
    signatureId: null,
    held: row.state === 'waiting',
  };
  if (repeats(token, row.state, 'waiting') || row.state === 'approved') return done;
  const reason = deadLinkReason(linkState(ctx, token, row.state, letter));
  if (reason) return { ok: false as const, reason, letter };
  const { approved } = await confirmEndorsementRow(ctx, trx, row);
  await spendToken(trx, hash);
  return { ...done, held: !approved };
}

function repeats(token: TokenRow, state: string, confirmedState: string): boolean {
  return token.used_at !== null && state === confirmedState;
}
