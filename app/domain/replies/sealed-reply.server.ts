import type { Context } from '~/context.server';
import type { SealedReply } from './reply';

/** Ciphertext of what somebody wrote, bound to its row. */
export function sealReply(ctx: Context, id: string, reply: SealedReply): Buffer {
  return ctx.keyring.seal(reply, `reply:${id}`);
}

/** Null once retention has taken it away. */
export function unsealReply(
  ctx: Context,
  row: { id: string; sealed: Buffer | null },
): SealedReply | null {
  return row.sealed && ctx.keyring.unseal<SealedReply>(row.sealed, `reply:${row.id}`);
}

export function sealFileName(ctx: Context, fileId: string, name: string): Buffer {
  return ctx.keyring.seal(name, `reply-file-name:${fileId}`);
}

export function unsealFileName(ctx: Context, row: { id: string; sealed_name: Buffer }): string {
  return ctx.keyring.unseal<string>(row.sealed_name, `reply-file-name:${row.id}`);
}

export function sealReplyFile(ctx: Context, fileId: string, bytes: Buffer): Buffer {
  return ctx.keyring.sealBytes(bytes, `reply-file:${fileId}`);
}

export function unsealReplyFile(ctx: Context, row: { id: string; sealed_file: Buffer }): Buffer {
  return ctx.keyring.unsealBytes(row.sealed_file, `reply-file:${row.id}`);
}
