import type { Context } from '~/context.server';
import { canonicalEmailAddress } from '~/primitives/email-address';
import type { SealedRepresentative } from './endorsement';

/** Ciphertext of the person behind an endorsement, bound to its row. */
export function sealRepresentative(ctx: Context, id: string, person: SealedRepresentative): Buffer {
  return ctx.keyring.seal(person, `endorsement:${id}`);
}

export function unsealRepresentative(ctx: Context, row: { id: string; sealed: Buffer }) {
  return ctx.keyring.unseal<SealedRepresentative>(row.sealed, `endorsement:${row.id}`);
}

/** By which the same work address is recognised on one letter. */
export function endorsementEmailIndex(ctx: Context, letterId: string, email: string): Buffer {
  return ctx.keyring.blindIndex(`endorsement:${letterId}`, canonicalEmailAddress(email));
}
