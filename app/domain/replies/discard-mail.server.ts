import type { Context } from '~/context.server';
import { deleteReply, findReply, lockReply } from '~/db/replies.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';

/** Deletes for good a mail that belongs to no letter: advertising, a mistake. */
export async function discardMail(
  ctx: Context,
  input: { id: string; actor: Actor },
): Promise<Result<object, 'not-found'>> {
  const { id, actor } = input;
  if (!isUuid(id)) return { ok: false, reason: 'not-found' };
  return ctx.db.transaction().execute(async (trx) => {
    await lockReply(trx, id);
    const row = await findReply(trx, id);
    if (!row || row.letter_id !== null) return { ok: false, reason: 'not-found' };
    await deleteReply(trx, id);
    const object = { kind: 'reply', id };
    await recordAudit(trx, { actor, action: 'reply.deleted', object });
    return { ok: true };
  });
}
