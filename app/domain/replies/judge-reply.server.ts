import type { Context } from '~/context.server';
import { updateReply } from '~/db/replies.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { actorKey } from '../organisers/name-actors.server';
import { type AnswerRefusal, recordAnswer } from './record-answer.server';
import type { ReplyKind } from './reply';
import { type ReplyInput, withReply } from './with-reply.server';

type Refusal = AnswerRefusal | 'automatic' | 'published';

/**
 * Says what kind of reply it is, and puts that on the ledger of its delivery. What a program answered
 * by itself never counts as an answer; what is published can only become another kind of answer.
 */
export async function judgeReply(
  ctx: Context,
  input: ReplyInput & { kind: ReplyKind },
): Promise<Result<object, Refusal | 'not-found'>> {
  const { kind, actor } = input;
  return withReply<object, Refusal>(ctx, input, async (trx, row) => {
    if (row.automatic && kind !== 'none') return { ok: false, reason: 'automatic' };
    if (row.published_at && kind === 'none') return { ok: false, reason: 'published' };
    let eventId = row.event_id;
    if (row.delivery_id) {
      const recorded = await recordAnswer(ctx, trx, {
        deliveryId: row.delivery_id,
        kind,
        receivedAt: row.received_at,
        eventId,
        evidence: { kind: 'reply', words: row.statement_url ? 'public statement' : 'reply' },
        actor,
        by: actorKey(actor),
      });
      if (!recorded.ok) return recorded;
      eventId = recorded.eventId;
    }
    await updateReply(trx, row.id, {
      kind,
      event_id: eventId,
      judged_by: actorKey(actor),
      judged_at: ctx.clock.now(),
    });
    await recordAudit(trx, {
      actor,
      action: 'reply.judged',
      letterId: row.letter_id,
      object: { kind: 'reply', id: row.id },
      details: { from: row.kind, to: kind },
    });
    return { ok: true };
  });
}
