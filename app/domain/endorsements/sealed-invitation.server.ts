import type { Context } from '~/context.server';
import type { SealedInvitation } from './invitation';

/** Ciphertext of mailbox, person and note of an invitation, bound to its row. */
export function sealInvitation(ctx: Context, id: string, content: SealedInvitation): Buffer {
  return ctx.keyring.seal(content, `endorsement-invitation:${id}`);
}

export function unsealInvitation(ctx: Context, row: { id: string; sealed: Buffer }) {
  return ctx.keyring.unseal<SealedInvitation>(row.sealed, `endorsement-invitation:${row.id}`);
}
