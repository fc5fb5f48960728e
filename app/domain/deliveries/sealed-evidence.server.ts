import type { Context } from '~/context.server';
import type { SealedNote } from './ledger';

/** Ciphertext of a note, bound to its line. */
export function sealNote(ctx: Context, eventId: number, note: SealedNote): Buffer {
  return ctx.keyring.seal(note, `evidence-note:${eventId}`);
}

/** Null for a line without a note, and once retention has taken it away. */
export function unsealNote(ctx: Context, eventId: number, sealed: Buffer | null | undefined) {
  return sealed ? ctx.keyring.unseal<SealedNote>(sealed, `evidence-note:${eventId}`) : null;
}

export function sealEvidenceFile(ctx: Context, eventId: number, bytes: Buffer): Buffer {
  return ctx.keyring.sealBytes(bytes, `evidence-file:${eventId}`);
}

export function unsealEvidenceFile(ctx: Context, eventId: number, sealed: Buffer): Buffer {
  return ctx.keyring.unsealBytes(sealed, `evidence-file:${eventId}`);
}
