import type { Context } from '~/context.server';
import { findDelivery } from '~/db/deliveries.server';
import { findLetterRow } from '~/db/letters.server';
import { readDatabaseClock } from '~/db/read-database-clock.server';
import { updateReply } from '~/db/replies.server';
import { days } from '~/primitives/duration';
import { parseLocalTime } from '~/primitives/local-time';
import type { Result } from '~/primitives/result';
import { actorKey } from '../organisers/name-actors.server';
import type { Actor } from '../organisers/organiser';
import { type AnswerRefusal, recordAnswer } from './record-answer.server';
import type { TypedReplyForm } from './reply';
import { storeReply } from './store-reply.server';

type Refusal =
  | AnswerRefusal
  | 'not-found'
  | 'unknown-delivery'
  | 'when-missing'
  | 'in-future'
  | 'before-sent';

/**
 * Enters a reply that came on paper, was said, or was a public statement with its source, and puts
 * its kind on the ledger of the delivery it answers, if one is chosen. `formId` makes a form that is
 * sent twice one reply. Refused: a time to come, and one before the copy left.
 */
export async function enterReply(
  ctx: Context,
  input: { slug: string; formId: string; form: TypedReplyForm; actor: Actor },
): Promise<Result<{ id: string | null }, Refusal>> {
  const { form, actor } = input;
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const receivedAt = parseLocalTime(form.receivedAt, letter.time_zone);
  if (!receivedAt) return { ok: false, reason: 'when-missing' };
  if (receivedAt > (await readDatabaseClock(ctx.db))) return { ok: false, reason: 'in-future' };
  const delivery = form.deliveryId ? await findDelivery(ctx.db, form.deliveryId) : undefined;
  if (form.deliveryId && delivery?.letter_id !== letter.id) {
    return { ok: false, reason: 'unknown-delivery' };
  }
  const left = delivery?.accepted_at?.getTime() ?? 0;
  if (receivedAt.getTime() < left - days(1)) return { ok: false, reason: 'before-sent' };
  const kept: { refused: AnswerRefusal | null; id: string | null } = { refused: null, id: null };
  const isRefused = Symbol('refused');
  try {
    await ctx.db.transaction().execute(async (trx) => {
      kept.id = await storeReply(ctx, trx, {
        letterId: letter.id,
        deliveryId: delivery?.id ?? null,
        source: 'typed',
        kind: form.kind,
        messageHash: ctx.keyring.blindIndex('reply-form', `${letter.id} ${input.formId}`),
        statementUrl: form.statementUrl,
        receivedAt,
        words: { from: form.from, subject: '', text: form.text },
        files: [],
        actor,
      });
      if (!kept.id || !delivery) return;
      const recorded = await recordAnswer(ctx, trx, {
        deliveryId: delivery.id,
        kind: form.kind,
        receivedAt,
        eventId: null,
        evidence: { kind: 'reply', words: form.statementUrl ? 'public statement' : 'reply' },
        actor,
        by: actorKey(actor),
      });
      if (recorded.ok) return updateReply(trx, kept.id, { event_id: recorded.eventId });
      kept.refused = recorded.reason;
      throw isRefused;
    });
  } catch (thrown) {
    if (thrown !== isRefused) throw thrown;
  }
  return kept.refused ? { ok: false, reason: kept.refused } : { ok: true, id: kept.id };
}
