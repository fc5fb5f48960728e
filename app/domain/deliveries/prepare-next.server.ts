import type { Context } from '~/context.server';
import {
  beatPreparation,
  findPreparation,
  type PreparationAttempt,
  type PreparationRow,
  refusePreparation,
  releasePreparation,
  takePreparation,
} from '~/db/delivery-preparations.server';
import { minutes, seconds } from '~/primitives/duration';
import { keepBeating } from '~/primitives/keep-beating';
import { recordAudit } from '../audit/record-audit.server';
import { actorOfKey } from '../organisers/name-actors.server';
import { NotWanted } from './end-attempt.server';
import { freezeAgain } from './freeze-again.server';
import type { PreparationRefusal } from './preparation';
import { prepareDelivery } from './prepare-delivery.server';
import { unsealCover } from './sealed-delivery.server';

/** A worker that gives no sign for so long is taken for dead. */
const silence = minutes(1);
const beatEvery = seconds(5);
const mostAttempts = 3;

/**
 * Freezes one delivery that waits for it, as everything is now; false when none waits. It begins anew
 * what a killed worker left. When `stop` fires it waits no longer, and what was begun waits again. Why
 * nothing came of it is kept with it; after three attempts that is a `fault`.
 */
export async function prepareNext(ctx: Context, stop: AbortSignal): Promise<boolean> {
  const attempt = await ctx.db.transaction().execute((trx) => takePreparation(trx, silence));
  const row = attempt && (await findPreparation(ctx.db, attempt.delivery_id));
  if (!attempt || !row) return false;
  const pulse = keepBeating(() => beatPreparation(ctx.db, attempt), beatEvery);
  const stopped = waitFor(stop);
  try {
    const reason = await Promise.race([freeze(ctx, row, attempt), stopped.promise]);
    if (reason === 'stopped') await releasePreparation(ctx.db, attempt);
    else if (reason) await refuse(ctx, row, attempt, reason);
  } catch (error) {
    if (!(error instanceof NotWanted)) await fail(ctx, row, attempt, error);
  } finally {
    stopped.forget();
    pulse.stop();
  }
  return true;
}

/** Why nothing came of it; null when it was frozen. */
async function freeze(
  ctx: Context,
  row: PreparationRow,
  attempt: PreparationAttempt,
): Promise<PreparationRefusal | null> {
  // Worker after worker has died of it.
  if (attempt.attempts > mostAttempts) return 'fault';
  const { delivery_id: id, slug, target, addendum } = row;
  if (!target) return 'unknown-target';
  const actor = actorOfKey(row.requested_by);
  const cover = unsealCover(ctx, row);
  const done = row.anew
    ? await freezeAgain(ctx, { id, slug, cover, actor, attempt })
    : await prepareDelivery(ctx, { id, slug, target, addendum, actor, attempt });
  return done.ok ? null : done.reason;
}

async function fail(
  ctx: Context,
  row: PreparationRow,
  attempt: PreparationAttempt,
  error: unknown,
): Promise<void> {
  const { name: fault } = error as Error;
  ctx.log.error({ event: 'preparation-failed', id: row.delivery_id, fault });
  if (attempt.attempts >= mostAttempts) await refuse(ctx, row, attempt, 'fault');
  else await releasePreparation(ctx.db, attempt, { counted: true });
}

async function refuse(
  ctx: Context,
  row: PreparationRow,
  attempt: PreparationAttempt,
  reason: PreparationRefusal,
): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    if (!(await refusePreparation(trx, attempt, reason))) return;
    await recordAudit(trx, {
      actor: { kind: 'system' },
      action: 'delivery.preparation-refused',
      letterId: row.letter_id,
      object: { kind: 'delivery', id: row.delivery_id },
      details: { reason },
    });
  });
}

/** Settles when `stop` fires, until it is forgotten. */
function waitFor(stop: AbortSignal) {
  let forget = () => {};
  const promise = new Promise<'stopped'>((resolve) => {
    const tell = () => resolve('stopped');
    if (stop.aborted) tell();
    stop.addEventListener('abort', tell, { once: true });
    forget = () => stop.removeEventListener('abort', tell);
  });
  return { promise, forget };
}
