import type { Context } from '~/context.server';
import type { Database, Transaction } from '~/db/client.server';
import { endQueuedMessages } from '~/db/messages.server';
import {
  emptyRow,
  findSignature,
  lockSignature,
  type SignatureRow,
  withdrawRow,
} from '~/db/signatures.server';
import { deleteSuppression, findSuppressions, upsertSuppression } from '~/db/suppressions.server';
import { extendToken, findToken, replaceConfirmations } from '~/db/tokens.server';
import { days } from '~/primitives/duration';
import { hashToken } from '~/primitives/keyring.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import type { LetterView } from '../letters/letter-view';
import { causedByOthers } from '../messages/message';
import { recipientIndexOf } from '../messages/recipient-index.server';
import { sealSignatory, unsealSignatory } from '../signatures/sealed-signatory.server';
import type { SealedSignatory } from '../signatures/signature';

type Refused =
  | { ok: false; reason: 'unknown'; letter: null }
  | { ok: false; reason: 'confirmed'; letter: LetterView };

export type Disowning = { ok: true; letter: LetterView; disowned: boolean } | Refused;
export type Disowned = { ok: true; letter: LetterView } | Refused;

/** What is left of the person: by which mailbox the mails that were refused can be allowed again. */
type NobodyLeft = SealedSignatory & { recipientIndex?: string };

/** As long as a manage link, so that mail can be allowed again from the page that ended it. */
const linkWorksFor = days(1095);
const unknown: Refused = { ok: false, reason: 'unknown', letter: null };

async function findDisowner(db: Database, token: string) {
  const row = await findToken(db, hashToken(token), ['confirm-signature']);
  return row?.signature_id ?? null;
}

function mailboxOf(ctx: Context, row: SignatureRow): Buffer | null {
  const person: NobodyLeft = unsealSignatory(ctx, row);
  if (person.recipientIndex) return Buffer.from(person.recipientIndex, 'hex');
  return person.email ? recipientIndexOf(ctx, person.email) : null;
}

function isConfirmed(row: SignatureRow): boolean {
  return row.state === 'confirmed' || row.state === 'held';
}

/**
 * What the page behind "this was not me" shows. Any confirmation mail of the mailbox opens it,
 * however old: whoever reads the mail owns the mailbox. `confirmed` means that the owner has
 * confirmed since, and withdraws by the manage link instead. Changes nothing.
 */
export async function readDisowning(ctx: Context, input: { token: string }): Promise<Disowning> {
  const id = await findDisowner(ctx.db, input.token);
  const row = id ? await findSignature(ctx.db, id) : undefined;
  if (!row) return unknown;
  const letter = await findLetterById(ctx, row.letter_id);
  if (isConfirmed(row)) return { ok: false, reason: 'confirmed', letter };
  const recipientIndex = mailboxOf(ctx, row);
  const reasons = recipientIndex
    ? await findSuppressions(ctx.db, { recipientIndex, letterId: null })
    : [];
  return { ok: true, letter, disowned: row.state !== 'pending' && reasons.includes('not-me') };
}

/**
 * Takes the word of a mailbox's owner that somebody else typed their address: what was typed is
 * erased, no older link confirms it any more, and the mailbox gets no further mail that others can
 * cause, from any letter, until its owner allows it. Repeating it is harmless.
 */
export async function disownMailbox(ctx: Context, input: { token: string }): Promise<Disowned> {
  return asOwner(ctx, input.token, async (trx, row, recipientIndex) => {
    if (row.state === 'pending') await forgetPerson(ctx, trx, row, recipientIndex);
    await extendToken(trx, hashToken(input.token), linkWorksFor);
    const reason = 'not-me' as const;
    await upsertSuppression(trx, {
      recipientIndex,
      letterId: null,
      reason,
      detail: null,
      validFor: null,
    });
    await endQueuedMessages(trx, { recipientIndex, kinds: causedByOthers, answer: reason });
  });
}

/** Lets the mailbox get mail again that others can cause; what was erased stays erased. */
export async function allowMailAgain(ctx: Context, input: { token: string }): Promise<Disowned> {
  return asOwner(ctx, input.token, async (trx, _row, recipientIndex) => {
    await deleteSuppression(trx, { recipientIndex, letterId: null, reason: 'not-me' });
  });
}

async function asOwner(
  ctx: Context,
  token: string,
  act: (trx: Transaction, row: SignatureRow, recipientIndex: Buffer) => Promise<void>,
): Promise<Disowned> {
  return ctx.db.transaction().execute(async (trx) => {
    const id = await findDisowner(trx, token);
    const row = id ? await lockSignature(trx, id) : undefined;
    if (!row) return unknown;
    const letter = await findLetterById({ ...ctx, db: trx }, row.letter_id);
    if (isConfirmed(row)) return { ok: false, reason: 'confirmed', letter };
    const recipientIndex = mailboxOf(ctx, row);
    if (!recipientIndex) return unknown;
    await act(trx, row, recipientIndex);
    return { ok: true, letter };
  });
}

/** The row stays, empty, for its links to answer; `email_index` still tells signing it is known. */
async function forgetPerson(
  ctx: Context,
  trx: Transaction,
  row: SignatureRow,
  recipientIndex: Buffer,
): Promise<void> {
  const nobody: NobodyLeft = {
    email: '',
    name: '',
    title: null,
    affiliation: null,
    comment: null,
    recipientIndex: recipientIndex.toString('hex'),
  };
  await withdrawRow(trx, row.id);
  await emptyRow(trx, row.id, sealSignatory(ctx, row.id, nobody));
  await replaceConfirmations(trx, { signatureId: row.id });
}
