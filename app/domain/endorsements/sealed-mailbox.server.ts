import type { Context } from '~/context.server';

/** Ciphertext of the new mailbox in a change, bound to its row. */
export function sealMailbox(ctx: Context, id: string, email: string): Buffer {
  return ctx.keyring.seal({ email }, `mailbox-change:${id}`);
}

/** The new mailbox, or nothing once the change has ended. */
export function unsealMailbox(ctx: Context, row: { id: string; sealed: Buffer | null }): string {
  if (!row.sealed) return '';
  return ctx.keyring.unseal<{ email: string }>(row.sealed, `mailbox-change:${row.id}`).email;
}
