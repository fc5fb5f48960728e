import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { lockDelivery } from '~/db/deliveries.server';
import { findLastInSequence } from '~/db/delivery-places.server';
import {
  listStandingTriggers,
  listWaitingTriggers,
  lockTrigger,
  markFired,
  settleStanding,
} from '~/db/delivery-triggers.server';
import { recordAudit } from '../audit/record-audit.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { alertSenders } from './alert-senders.server';
import { isOpen, publicDeliveryStates } from './delivery';
import { type DeliveryDraft, draftDelivery } from './draft-delivery.server';
import { sendDelivery } from './send-delivery.server';
import { findStandingHash } from './standing-hash.server';
import { storeDelivery } from './store-delivery.server';

const actor = { kind: 'system' } as const;

type Waiting = Awaited<ReturnType<typeof listWaitingTriggers>>[number];

/**
 * Prepares what was planned and is due, each once, and tells those who may send. What was approved
 * beforehand for exactly this text and addressee is queued, with the hold of ten minutes; everything
 * else waits for people. What a killed worker left half done is found again. Returns how many fired.
 */
export async function fireTriggers(ctx: Context): Promise<{ fired: number }> {
  let fired = 0;
  for (const trigger of await listWaitingTriggers(ctx.db)) {
    if (!(await isDue(ctx, trigger))) continue;
    if (await fire(ctx, trigger)) fired += 1;
  }
  for (const standing of await listStandingTriggers(ctx.db)) await sendStanding(ctx, standing);
  return { fired };
}

async function isDue(ctx: Context, { kind, threshold, letter_id: id }: Waiting): Promise<boolean> {
  if (kind === 'closing') return true;
  const letter = await findLetterById(ctx, id);
  return letter.counts.signatures >= threshold;
}

/** False when another worker was first. */
async function fire(ctx: Context, trigger: Waiting): Promise<boolean> {
  const { letter_id: letterId, slug, target } = trigger;
  const letter = await findLetterById(ctx, letterId);
  const place = { targetId: trigger.target_id, versionId: letter.version.id };
  const last = await findLastInSequence(ctx.db, place);
  const received = publicDeliveryStates.some((state) => state === last?.state);
  if (last && !received) return refuse(ctx, trigger, 'already-sent');
  const drafted = await draftDelivery(ctx, { slug, target, addendum: received });
  if (!drafted.ok) return refuse(ctx, trigger, drafted.reason);
  const hash = await findStandingHash(ctx, { letterId, targetId: trigger.target_id });
  return ctx.db.transaction().execute((trx) => keep(ctx, trx, trigger, drafted.draft, hash));
}

async function keep(
  ctx: Context,
  trx: Transaction,
  trigger: Waiting,
  draft: DeliveryDraft,
  hash: string | null,
): Promise<boolean> {
  const row = await lockTrigger(trx, trigger.letter_id, trigger.id);
  if (!row || row.fired_at) return false;
  const deliveryId = await storeDelivery(ctx, trx, draft, actor);
  const covered = row.standing_hash !== null && row.standing_hash === hash;
  const outcome = covered ? 'standing' : 'prepared';
  const reason = row.standing_hash !== null && !covered ? 'approval-void' : null;
  await markFired(trx, row.id, { outcome, reason, deliveryId });
  if (!covered) await alertSenders(ctx, trx, { deliveryId, news: 'prepared', key: row.id });
  await auditFiring(trx, trigger, { outcome });
  return true;
}

function refuse(ctx: Context, trigger: Waiting, reason: string): Promise<boolean> {
  return ctx.db.transaction().execute(async (trx) => {
    const fired = { outcome: 'refused', reason, deliveryId: null };
    if (!(await markFired(trx, trigger.id, fired))) return false;
    await auditFiring(trx, trigger, { outcome: 'refused', reason });
    const { id: key, letter_id: letterId, addressee } = trigger;
    await alertSenders(ctx, trx, { letterId, addressee, news: 'not-prepared', key });
    return true;
  });
}

function auditFiring(trx: Transaction, trigger: Waiting, details: Record<string, string>) {
  return recordAudit(trx, {
    actor,
    action: 'delivery.trigger-fired',
    letterId: trigger.letter_id,
    object: { kind: 'target', id: trigger.target_id },
    details: { ...details, target: trigger.target },
  });
}

type Standing = Awaited<ReturnType<typeof listStandingTriggers>>[number];

/** Sends once; a worker that was killed after that finds the delivery queued. */
async function sendStanding(ctx: Context, standing: Standing): Promise<void> {
  const { id, delivery_id: deliveryId, addressee } = standing;
  const sent = await sendDelivery(ctx, { id: deliveryId, actor, confirm: addressee });
  const state = await ctx.db.transaction().execute(async (trx) => {
    const queued = sent.ok || !(await isStillOpen(trx, deliveryId));
    const outcome = queued ? 'queued' : 'prepared';
    const reason = sent.ok || queued ? null : sent.reason;
    if (!(await settleStanding(trx, id, { outcome, reason }))) return null;
    const news = queued ? 'leaving' : 'prepared';
    await alertSenders(ctx, trx, { deliveryId, news, key: id });
    return outcome;
  });
  if (state) ctx.log.info({ event: 'trigger', deliveryId, state });
}

async function isStillOpen(trx: Transaction, deliveryId: string): Promise<boolean> {
  const row = await lockDelivery(trx, deliveryId);
  return row !== undefined && isOpen(row.state);
}
