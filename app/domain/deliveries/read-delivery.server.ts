import type { Context } from '~/context.server';
import {
  countDeliveryAttempts,
  findDelivery,
  findDeliveryDocuments,
  listTargets,
} from '~/db/deliveries.server';
import { listDeliveryEvents } from '~/db/delivery-events.server';
import { findOrganiser } from '~/db/organisers.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import type { Channel } from '../letters/letter-view';
import { unsealOrganiser } from '../organisers/sealed-organiser.server';
import { countWithdrawnSince } from './count-withdrawn-since.server';
import type { DeliveryState } from './delivery';
import type { DeliveryView } from './delivery-view';
import { summariseDelivery } from './list-deliveries.server';
import { unsealDocument, unsealSnapshot, unsealTarget } from './sealed-delivery.server';
import { separateAnnex } from './separate-annex';

/** Everything on record about one delivery; of another letter than `slug` it is not found. */
export async function readDelivery(
  ctx: Context,
  input: { id: string; slug?: string },
): Promise<Result<{ delivery: DeliveryView }, 'not-found'>> {
  const row = await findDelivery(ctx.db, input.id);
  const documents = row ? await findDeliveryDocuments(ctx.db, row.id) : undefined;
  if (!row || !documents || (input.slug && row.slug !== input.slug)) {
    return { ok: false, reason: 'not-found' };
  }
  const { snapshot, place } = unsealSnapshot(ctx, row.id, documents.sealed_snapshot);
  const target = unsealTarget(ctx, { id: row.target_id, sealed: row.sealed_target });
  const [events, attempts, withdrawnSince, targets] = await Promise.all([
    listDeliveryEvents(ctx.db, row.id),
    countDeliveryAttempts(ctx.db, row.id),
    countWithdrawnSince(ctx, row),
    listTargets(ctx.db, row.letter_id),
  ]);
  const stored = (targets.find(({ id }) => id === row.target_id)?.locales ?? []) as Locale[];
  const locales = place?.locales ?? stored;
  return {
    ok: true,
    delivery: {
      ...summariseDelivery(row),
      slug: row.slug,
      letterTitle: snapshot.texts[snapshot.masterLocale].title,
      addressee: place?.addressee ?? row.addressee,
      to: place?.address ?? target.address,
      copies: place?.copies ?? [],
      pdfBytes: unsealDocument(ctx, row.id, 'pdf', documents.sealed_pdf).length,
      messageBytes: unsealDocument(ctx, row.id, 'message', documents.sealed_message).length,
      text: ctx.press.letterText(snapshot, locales, separateAnnex(row)),
      preparedBy: await nameOf(ctx, row.prepared_by),
      withdrawnSince,
      attempts,
      events: events.map((event) => ({
        state: event.state as DeliveryState,
        channel: event.channel as Channel,
        evidence: event.evidence,
        at: (event.happened_at ?? event.at).toISOString(),
      })),
    },
  };
}

async function nameOf(ctx: Context, preparedBy: string): Promise<string> {
  if (preparedBy === 'operator' || preparedBy === 'system') return preparedBy;
  const organiser = await findOrganiser(ctx.db, preparedBy);
  return organiser ? unsealOrganiser(ctx, organiser).email : 'a former organiser';
}
