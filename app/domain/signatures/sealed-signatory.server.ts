import { createHash } from 'node:crypto';
import type { Context } from '~/context.server';
import type { CopiedRows } from '~/db/read-copied-rows';
import { canonicalEmailAddress } from '~/primitives/email-address';
import type { Unsealer } from '~/primitives/unsealer.server';
import type { SealedSignatory, SignatureState, SignatureVisibility } from './signature';

/** Ciphertext of a signatory's own words, bound to the row it belongs to. */
export function sealSignatory(ctx: Context, signatureId: string, person: SealedSignatory): Buffer {
  return ctx.keyring.seal(person, `signature:${signatureId}`);
}

export function unsealSignatory(ctx: Context, row: { id: string; sealed: Buffer }) {
  return ctx.keyring.unseal<SealedSignatory>(row.sealed, `signature:${row.id}`);
}

/** The beginning of their SHA-256 (16 bytes), by which these very words are known again. */
export function markSealed(sealed: Buffer): Buffer {
  return createHash('sha256').update(sealed).digest().subarray(0, 16);
}

/** The words of many rows at once, whose first field is their id; null for one without ciphertext. */
export async function unsealSignatories(
  unsealer: Unsealer,
  { rows, bytes, places }: CopiedRows,
): Promise<(SealedSignatory | null)[]> {
  const anySealed = places.some((to, index) => index % 4 === 3 && to > 0);
  if (!anySealed) return rows.map(() => null);
  return unsealer.unseal<SealedSignatory>({ scope: 'signature:', bytes, places });
}

/** By which one mailbox is recognised on one letter; other letters give another value. */
export function signatureEmailIndex(ctx: Context, letterId: string, email: string): Buffer {
  return ctx.keyring.blindIndex(`signature:${letterId}`, canonicalEmailAddress(email));
}

/** What the public columns hold: the words of a confirmed public signatory, else nothing. */
export function publicColumns(
  state: SignatureState,
  visibility: SignatureVisibility,
  person: SealedSignatory,
) {
  const shown = state === 'confirmed' && visibility === 'public';
  return {
    public_name: shown ? person.name : null,
    public_latin_name: shown ? (person.latinName ?? null) : null,
    public_title: shown ? person.title : null,
    public_affiliation: shown ? person.affiliation : null,
  };
}
