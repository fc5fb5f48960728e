import type { Context } from '~/context.server';
import { updateReply } from '~/db/replies.server';
import { listReplyTexts } from '~/db/reply-texts.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { actorKey } from '../organisers/name-actors.server';
import { type ReplyInput, withReply } from './with-reply.server';

/** Publishes what was written for the public, or takes it out again (`shown` false). */
export async function publishReply(
  ctx: Context,
  input: ReplyInput & { shown: boolean },
): Promise<Result<object, 'not-found' | 'no-text' | 'not-judged'>> {
  const { actor, shown } = input;
  return withReply<object, 'no-text' | 'not-judged'>(ctx, input, async (trx, row) => {
    if (shown && (row.kind === null || row.kind === 'none')) {
      return { ok: false, reason: 'not-judged' };
    }
    if (shown && (await listReplyTexts(trx, row.id)).length === 0) {
      return { ok: false, reason: 'no-text' };
    }
    if (shown === (row.published_at !== null)) return { ok: true };
    await updateReply(trx, row.id, {
      published_at: shown ? ctx.clock.now() : null,
      published_by: shown ? actorKey(actor) : null,
    });
    await recordAudit(trx, {
      actor,
      action: shown ? 'reply.published' : 'reply.unpublished',
      letterId: row.letter_id,
      object: { kind: 'reply', id: row.id },
    });
    return { ok: true };
  });
}
