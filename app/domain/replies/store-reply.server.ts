import { createHash, randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { insertReply } from '~/db/replies.server';
import { insertReplyFile } from '~/db/reply-files.server';
import { recordAudit } from '../audit/record-audit.server';
import { actorKey } from '../organisers/name-actors.server';
import type { Actor } from '../organisers/organiser';
import type { ReplyKind, ReplySource, SealedReply } from './reply';
import { sealFileName, sealReply, sealReplyFile } from './sealed-reply.server';

export type NewReply = {
  letterId: string | null;
  deliveryId: string | null;
  source: ReplySource;
  kind: ReplyKind | null;
  automatic?: boolean;
  /** By which the same message stands once. */
  messageHash: Buffer | null;
  statementUrl?: string | null;
  receivedAt: Date;
  words: SealedReply;
  files: { name: string; bytes: Buffer }[];
  actor: Actor;
  /** Who recorded it, where that is not the actor. */
  by?: string;
};

/** Writes a reply with its files and the audit entry; null for a message that is here already. */
export async function storeReply(
  ctx: Context,
  trx: Transaction,
  reply: NewReply,
): Promise<string | null> {
  const id = randomUUID();
  const { letterId, deliveryId, source, kind, automatic = false, actor } = reply;
  const by = reply.by ?? actorKey(actor);
  const inserted = await insertReply(trx, {
    id,
    letter_id: letterId,
    delivery_id: deliveryId,
    source,
    kind,
    automatic,
    message_hash: reply.messageHash,
    statement_url: reply.statementUrl ?? null,
    sealed: sealReply(ctx, id, reply.words),
    received_at: reply.receivedAt,
    recorded_by: by,
    ...(kind ? { judged_by: by, judged_at: ctx.clock.now() } : {}),
  });
  if (!inserted) return null;
  for (const { name, bytes } of reply.files) {
    const fileId = randomUUID();
    await insertReplyFile(trx, {
      id: fileId,
      reply_id: id,
      file_hash: createHash('sha256').update(bytes).digest('hex'),
      file_bytes: bytes.length,
      sealed_name: sealFileName(ctx, fileId, name.slice(0, 200)),
      sealed_file: sealReplyFile(ctx, fileId, bytes),
    });
  }
  await recordAudit(trx, {
    actor,
    action: 'reply.received',
    ...(letterId ? { letterId } : {}),
    object: { kind: 'reply', id },
    details: { source, kind, automatic, files: reply.files.length },
  });
  return id;
}
