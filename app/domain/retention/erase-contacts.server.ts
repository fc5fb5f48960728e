import { randomBytes } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { type DueEndorsement, type DueSignature, erasedIndexBytes } from '~/db/due-erasures.server';
import { listInvitationsOf, writeErasedInvitation } from '~/db/endorsement-invitations.server';
import { deleteCorrespondence } from '~/db/endorsement-questions.server';
import {
  deleteMailboxTokens,
  writeErasedEndorsements,
  writeErasedSignatures,
} from '~/db/erased-contacts.server';
import type { StoredErasure } from '~/db/erasures.server';
import { forgetRecipients } from '~/db/update-recipients.server';
import type { SealedRepresentative } from '../endorsements/endorsement';
import { sealInvitation } from '../endorsements/sealed-invitation.server';
import {
  sealRepresentative,
  unsealRepresentative,
} from '../endorsements/sealed-representative.server';
import { sealSignatory, unsealSignatory } from '../signatures/sealed-signatory.server';
import type { SealedSignatory } from '../signatures/signature';
import { recordErasures } from './record-erasures.server';

const nobody: SealedSignatory = {
  email: '',
  name: '',
  title: null,
  affiliation: null,
  comment: null,
};

/**
 * Erases address and comment of signatures whose rows are locked, and of withdrawn ones every
 * word; names that their owners gave to the letter stay. The keyed hash of the address goes as
 * well, except while the letter takes signatures: without it the mailbox could count twice. A row
 * that holds nobody, because a mailbox disowned it, keeps what its links need and is only marked.
 */
export async function eraseSignatureContacts(
  ctx: Context,
  trx: Transaction,
  rows: DueSignature[],
): Promise<StoredErasure[]> {
  if (rows.length === 0) return [];
  const ids: string[] = [];
  const changes = rows.map((row) => {
    const { id, sealed } = row;
    const emptied = row.state === 'withdrawn';
    const person = unsealSignatory(ctx, row);
    if (emptied && !person.email && !person.name) return { id, sealed, emailIndex: null, emptied };
    ids.push(id);
    const left = emptied ? nobody : { ...person, email: '', comment: null };
    const emailIndex = emptied || row.over ? erasedIndex() : null;
    return { id, sealed: sealSignatory(ctx, id, left), emailIndex, emptied };
  });
  await writeErasedSignatures(trx, changes);
  if (ids.length === 0) return [];
  await forgetRecipients(trx, ids);
  await deleteMailboxTokens(trx, 'signature_id', ids);
  return recordErasures(ctx, trx, { kind: 'signature-contact', ids });
}

/** Makes mailboxes unknown whose other contact data went while their letter was still open. */
export async function forgetMailboxes(trx: Transaction, rows: DueSignature[]): Promise<void> {
  if (rows.length === 0) return;
  const changes = rows.map(({ id, sealed }) => ({
    id,
    sealed,
    emailIndex: erasedIndex(),
    emptied: false,
  }));
  await writeErasedSignatures(trx, changes);
}

/**
 * Erases a representative's address, and name and role as well where they are not shown under an
 * approved endorsement by consent, with questions, answers and proof. The organisation stays. The
 * invitation that an endorsement came through loses mailbox, person and note with it.
 */
export async function eraseRepresentativeContacts(
  ctx: Context,
  trx: Transaction,
  rows: DueEndorsement[],
): Promise<StoredErasure[]> {
  if (rows.length === 0) return [];
  const changes = rows.map((row) => {
    const shown = row.state === 'approved' && row.show_representative;
    const person = shown ? unsealRepresentative(ctx, row) : { representative: '', role: '' };
    const left: SealedRepresentative = { ...person, email: '' };
    return { id: row.id, sealed: sealRepresentative(ctx, row.id, left), emailIndex: erasedIndex() };
  });
  await writeErasedEndorsements(trx, changes);
  const ids = rows.map(({ id }) => id);
  await deleteMailboxTokens(trx, 'endorsement_id', ids);
  await deleteCorrespondence(trx, ids);
  await eraseInvitations(ctx, trx, ids);
  return recordErasures(ctx, trx, { kind: 'endorsement-contact', ids });
}

async function eraseInvitations(
  ctx: Context,
  trx: Transaction,
  endorsementIds: string[],
): Promise<void> {
  for (const { id } of await listInvitationsOf(trx, endorsementIds)) {
    const sealed = sealInvitation(ctx, id, { email: '', representative: null, note: '' });
    await writeErasedInvitation(trx, { id, sealed, emailIndex: erasedIndex() });
  }
}

function erasedIndex(): Buffer {
  return randomBytes(erasedIndexBytes);
}
