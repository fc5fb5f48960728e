import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { markFlagsSeen } from '~/db/held-signatures.server';
import { findLetterRow } from '~/db/letters.server';
import { lockSignature, type SignatureRow, updateSignatureRow } from '~/db/signatures.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import { changed } from '../audit/audit-changes';
import { recordAudit } from '../audit/record-audit.server';
import { actorKey } from '../organisers/name-actors.server';
import type { Actor } from '../organisers/organiser';
import { publicColumns, unsealSignatory } from './sealed-signatory.server';
import {
  type LeaveOutReason,
  type SignatureState,
  type SignatureVisibility,
  signatureTransitions,
} from './signature';

export type HeldDecision =
  | { state: 'confirmed' }
  | { state: 'invalidated'; because: LeaveOutReason };
export type HeldDecisionInput = { slug: string; id: string; actor: Actor };
export type Decided = Result<{ number: number }, 'not-found' | 'not-held'>;

/**
 * Ends the review of one held signature, once: its state is looked at under the row's lock, so of
 * two reviewers the second is told `not-held`. When its owner confirmed stays as it is.
 */
export async function decideHeld(
  ctx: Context,
  input: HeldDecisionInput,
  decision: HeldDecision,
): Promise<Decided> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter || !isUuid(input.id)) return { ok: false, reason: 'not-found' };
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockSignature(trx, input.id);
    if (row?.letter_id !== letter.id) return { ok: false, reason: 'not-found' };
    if (row.state !== 'held') return { ok: false, reason: 'not-held' };
    await decide(ctx, trx, row, decision);
    await markFlagsSeen(trx, row.id, actorKey(input.actor));
    const accepted = decision.state === 'confirmed';
    await recordAudit(trx, {
      actor: input.actor,
      action: accepted ? 'signature.accepted' : 'signature.left-out',
      letterId: letter.id,
      object: { kind: 'signature', id: row.id },
      changes: changed({ state: row.state }, { state: decision.state }),
      details: {
        flags: row.flags.join(' '),
        ...(accepted ? {} : { because: decision.because }),
      },
    });
    return { ok: true, number: row.number };
  });
}

async function decide(
  ctx: Context,
  trx: Transaction,
  row: SignatureRow,
  { state }: HeldDecision,
): Promise<void> {
  if (!signatureTransitions[row.state as SignatureState].includes(state)) {
    throw new Error(`a held signature may not become ${state}`);
  }
  const visibility = row.visibility as SignatureVisibility;
  await updateSignatureRow(trx, row.id, {
    state,
    hold: false,
    ...publicColumns(state, visibility, unsealSignatory(ctx, row)),
  });
}
