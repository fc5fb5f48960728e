import type { Context } from '~/context.server';
import {
  findDelivery,
  insertDeliveryEvent,
  lockDelivery,
  updateDeliveryRow,
} from '~/db/deliveries.server';
import { deletePreparation, type PreparationAttempt } from '~/db/delivery-preparations.server';
import type { Result } from '~/primitives/result';
import type { Actor } from '../organisers/organiser';
import type { CoverForm } from './cover';
import { isOpen } from './delivery';
import { type DraftRefusal, draftDelivery } from './draft-delivery.server';
import { endAttempt } from './end-attempt.server';
import { readOutline } from './read-outline.server';
import { auditFreezing, frozenColumns } from './store-delivery.server';

export type FreezeRefusal = DraftRefusal | 'not-open' | 'other-text';

/**
 * Freezes a dossier that has not left anew, as everything is now, under the same id: with another
 * `cover`, or with the one that it has. Test and approval are void with it. `not-open` once it was
 * sent or withdrawn. The `attempt` of a worker ends with it, or nothing is stored.
 */
export async function freezeAgain(
  ctx: Context,
  input: {
    id: string;
    slug: string;
    cover?: CoverForm;
    actor: Actor;
    attempt?: PreparationAttempt;
  },
): Promise<Result<object, FreezeRefusal>> {
  const { id, slug, actor } = input;
  const known = await findDelivery(ctx.db, id);
  if (!known || known.slug !== slug) return { ok: false, reason: 'not-found' };
  if (!isOpen(known.state)) return { ok: false, reason: 'not-open' };
  const cover = input.cover ?? (await coverBefore(ctx, id));
  const { target, sequence } = known;
  const drafted = await draftDelivery(ctx, { slug, target, id, cover, addendum: sequence > 0 });
  if (!drafted.ok) return drafted;
  const { draft } = drafted;
  // An addendum belongs to the version of its letter; under another it would be one to nothing.
  if (draft.sequence !== sequence) return { ok: false, reason: 'other-text' };
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockDelivery(trx, id);
    if (!row || !isOpen(row.state)) return { ok: false, reason: 'not-open' };
    await endAttempt(trx, input.attempt);
    await deletePreparation(trx, id);
    await updateDeliveryRow(trx, id, {
      letter_version_id: draft.letter.version.id,
      state: 'prepared',
      ...frozenColumns(ctx, draft, actor),
      tested_hash: null,
      tested_by: null,
      tested_at: null,
      approved_hash: null,
      approved_by: null,
      approved_at: null,
    });
    const { channel } = draft.target;
    const evidence = row.state === 'approved' ? 'frozen anew; the approval is void' : 'frozen anew';
    await insertDeliveryEvent(trx, { deliveryId: id, state: 'prepared', channel, evidence });
    await auditFreezing(trx, draft, actor, 'delivery.frozen-anew');
    return { ok: true };
  });
}

async function coverBefore(ctx: Context, id: string): Promise<CoverForm> {
  const outline = await readOutline(ctx, id);
  return { texts: outline?.snapshot.cover ?? {}, replyTo: outline?.place?.replyTo ?? null };
}
