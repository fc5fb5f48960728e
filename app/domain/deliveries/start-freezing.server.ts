import { isDeepStrictEqual } from 'node:util';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { findDelivery, lockDelivery } from '~/db/deliveries.server';
import {
  deletePreparation,
  findPreparation,
  insertPreparation,
  lockPreparation,
} from '~/db/delivery-preparations.server';
import { countShown } from '~/db/desk-signatures.server';
import type { Result } from '~/primitives/result';
import { actorKey } from '../organisers/name-actors.server';
import type { Actor } from '../organisers/organiser';
import { auditAsking } from './audit-asking.server';
import type { CoverForm } from './cover';
import { isOpen } from './delivery';
import { type FreezeRefusal, freezeAgain } from './freeze-again.server';
import { namesForTheWorker } from './preparation';
import { sealCover, unsealCover } from './sealed-delivery.server';

type Input = { id: string; slug: string; cover?: CoverForm; actor: Actor };
type Refusal = FreezeRefusal | 'being-frozen';

/**
 * Freezes a dossier anew at once or, with more than `workerAbove` names, lets the worker do it: until
 * then it stays as it is, and nobody can test, approve or send it. What the worker has refused is asked
 * for once more by the same, with the cover that was written then. `being-frozen` with another cover
 * than the one that waits. `later` is whether it is still to be done.
 */
export async function startFreezing(
  ctx: Context,
  input: Input,
  { workerAbove = namesForTheWorker } = {},
): Promise<Result<{ deliveryId: string; later: boolean }, Refusal>> {
  const { id, slug } = input;
  const known = await findDelivery(ctx.db, id);
  const asked = await findPreparation(ctx.db, id);
  const found = known ?? asked;
  if (!found || found.slug !== slug) return { ok: false, reason: 'not-found' };
  const names = await countShown(ctx.db, found.letter_id, 'addressee');
  const idle = !asked || asked.state === 'refused';
  if (known && idle && names <= workerAbove) {
    const cover = input.cover ?? (asked && unsealCover(ctx, asked));
    const frozen = await freezeAgain(ctx, { ...input, cover });
    return frozen.ok ? { ok: true, deliveryId: id, later: false } : frozen;
  }
  return ctx.db.transaction().execute((trx) => ask({ ...ctx, db: trx }, trx, input, names));
}

async function ask(
  ctx: Context,
  trx: Transaction,
  input: Input,
  names: number,
): Promise<Result<{ deliveryId: string; later: boolean }, Refusal>> {
  const { id, cover, actor } = input;
  const row = await lockDelivery(trx, id);
  if (row && !isOpen(row.state)) return { ok: false, reason: 'not-open' };
  await lockPreparation(trx, id);
  const known = row && (await findDelivery(trx, id));
  const before = await findPreparation(trx, id);
  const found = known ?? before;
  if (!found) return { ok: false, reason: 'not-found' };
  const coverBefore = before && unsealCover(ctx, before);
  if (before && before.state !== 'refused') {
    const same = !cover || isDeepStrictEqual(cover, coverBefore);
    return same ? { ok: true, deliveryId: id, later: true } : { ok: false, reason: 'being-frozen' };
  }
  await deletePreparation(trx, id);
  const written = cover ?? coverBefore;
  const asked = {
    addendum: before ? before.addendum : (row?.sequence ?? 0) > 0,
    anew: row !== undefined,
    names,
  };
  const deliveryId = await insertPreparation(trx, {
    ...asked,
    delivery_id: id,
    letter_id: found.letter_id,
    target_id: found.target_id,
    sealed_cover: written && sealCover(ctx, id, written),
    requested_by: actorKey(actor),
  });
  if (deliveryId === id) {
    const { letter_id: letterId, target } = found;
    await auditAsking(trx, { ...asked, id, letterId, target }, actor);
  }
  return { ok: true, deliveryId, later: true };
}
