import type { Context } from '~/context.server';
import {
  findDelivery,
  findDeliveryDocuments,
  findFrozenMarks,
  findFrozenOutline,
} from '~/db/deliveries.server';
import { drawOutline } from './draw-outline.server';
import type { Frozen, Outline } from './outline';
import {
  unsealDocument,
  unsealMarks,
  unsealOutline,
  unsealSnapshot,
} from './sealed-delivery.server';
import { separateAnnex } from './separate-annex';

/**
 * The outline of a delivery; of one that was frozen before it was kept it is drawn from its documents.
 * Null for an unknown delivery.
 */
export async function readOutline(ctx: Context, id: string): Promise<Outline | null> {
  const kept = await findFrozenOutline(ctx.db, id);
  if (kept?.sealed_outline) return unsealOutline(ctx, id, kept.sealed_outline);
  return (await drawAgain(ctx, id))?.outline ?? null;
}

/** The marks of its names, in the same way; no bytes for an unknown delivery. */
export async function readMarks(ctx: Context, id: string): Promise<Buffer> {
  const kept = await findFrozenMarks(ctx.db, id);
  if (kept?.sealed_marks) return unsealMarks(ctx, id, kept.sealed_marks);
  return (await drawAgain(ctx, id))?.marks ?? Buffer.alloc(0);
}

async function drawAgain(ctx: Context, id: string): Promise<Frozen | null> {
  const row = await findDelivery(ctx.db, id);
  const documents = row && (await findDeliveryDocuments(ctx.db, id));
  if (!row || !documents) return null;
  const taken = unsealSnapshot(ctx, id, documents.sealed_snapshot);
  return drawOutline(ctx, {
    taken,
    pdf: unsealDocument(ctx, id, 'pdf', documents.sealed_pdf),
    message: unsealDocument(ctx, id, 'message', documents.sealed_message),
    annex: separateAnnex(row),
    locales: taken.place?.locales ?? [taken.snapshot.masterLocale],
    seals: new Map(),
  });
}
