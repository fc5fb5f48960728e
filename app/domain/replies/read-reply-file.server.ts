import type { Context } from '~/context.server';
import { findReplyFile } from '~/db/reply-files.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import { recordAudit } from '../audit/record-audit.server';
import { unsealFileName, unsealReplyFile } from './sealed-reply.server';
import { type ReplyInput, withReply } from './with-reply.server';

type File = { bytes: Buffer; fileName: string };

/** The bytes of a file that came with a reply, as they came; who fetched them is on record. */
export async function readReplyFile(
  ctx: Context,
  input: ReplyInput & { fileId: string },
): Promise<Result<File, 'not-found'>> {
  const { actor, fileId } = input;
  return withReply<File, 'not-found'>(ctx, input, async (trx, row) => {
    const file = isUuid(fileId)
      ? await findReplyFile(trx, { replyId: row.id, id: fileId })
      : undefined;
    if (!file) return { ok: false, reason: 'not-found' };
    await recordAudit(trx, {
      actor,
      action: 'reply.file-read',
      letterId: row.letter_id,
      object: { kind: 'reply', id: row.id },
      details: { fileHash: file.file_hash },
    });
    return {
      ok: true,
      bytes: unsealReplyFile(ctx, file),
      fileName: unsealFileName(ctx, file) || `reply-${file.file_hash.slice(0, 12)}`,
    };
  });
}
