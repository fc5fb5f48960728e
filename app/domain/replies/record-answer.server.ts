import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { findDelivery, lockDelivery } from '~/db/deliveries.server';
import { lockTarget } from '~/db/delivery-places.server';
import type { Result } from '~/primitives/result';
import { takeLineBack } from '../deliveries/correct-line.server';
import { type DeliveryState, deliveryTransitions } from '../deliveries/delivery';
import type { EvidenceKind } from '../deliveries/ledger';
import { recordDeliveryState } from '../deliveries/record-delivery-state.server';
import type { Actor } from '../organisers/organiser';
import { type ReplyKind, stateOfKind } from './reply';

export type AnswerRefusal = 'not-sent' | 'not-correctable';

type Answer = {
  deliveryId: string;
  kind: ReplyKind;
  receivedAt: Date;
  /** The line that an earlier judgement of the same reply made. */
  eventId: number | null;
  evidence: { kind: EvidenceKind; words: string };
  actor: Actor;
  by: string;
};

/**
 * Puts a reply on the ledger of its delivery as what its kind says; returns the line, or null where
 * there is none to add, as when a copy that was answered is acknowledged once more. An earlier line of
 * the same reply that says something else is taken back first. Refused for a copy that has not left.
 */
export async function recordAnswer(
  ctx: Context,
  trx: Transaction,
  answer: Answer,
): Promise<Result<{ eventId: number | null }, AnswerRefusal>> {
  const { deliveryId, kind, eventId, actor } = answer;
  const found = await findDelivery(trx, deliveryId);
  if (!found) throw new Error('a reply to a delivery that is gone');
  await lockTarget(trx, found.target_id);
  await lockDelivery(trx, deliveryId);
  const wanted = stateOfKind[kind];
  const row = (await findDelivery(trx, deliveryId)) ?? found;
  if (eventId !== null) {
    if (wanted === row.state) return { ok: true, eventId };
    const why = 'The reply was judged anew.';
    const taken = await takeLineBack(ctx, trx, row, { eventId, why, actor });
    if (!taken.ok) return { ok: false, reason: 'not-correctable' };
  }
  if (wanted === null) return { ok: true, eventId: null };
  const now = (await findDelivery(trx, deliveryId)) ?? row;
  if (now.state === wanted || now.state === 'answered') return { ok: true, eventId: null };
  if (!deliveryTransitions[now.state as DeliveryState].includes(wanted)) {
    return { ok: false, reason: 'not-sent' };
  }
  const recorded = await recordDeliveryState(ctx, trx, {
    deliveryId,
    state: wanted,
    channel: now.channel,
    evidence: answer.evidence.words,
    evidenceKind: answer.evidence.kind,
    happenedAt: answer.receivedAt,
    by: answer.by,
  });
  return recorded.ok ? recorded : { ok: false, reason: 'not-sent' };
}
