import type { Context } from '~/context.server';
import {
  findPreparation,
  listPreparationRows,
  type PreparationRow,
} from '~/db/delivery-preparations.server';
import type { Channel } from '../letters/letter-view';
import { nameActors } from '../organisers/name-actors.server';
import type { PreparationRefusal, PreparationView } from './preparation';

/** What the worker was asked to freeze under the id of a delivery of this letter; null for nothing. */
export async function readPreparation(
  ctx: Context,
  { slug, id }: { slug: string; id: string },
): Promise<PreparationView | null> {
  const row = await findPreparation(ctx.db, id);
  if (row?.slug !== slug) return null;
  return view(row, await nameActors(ctx, [row.requested_by]));
}

/** Everything that the worker was asked to freeze of a letter, newest first. */
export async function listPreparations(ctx: Context, letterId: string): Promise<PreparationView[]> {
  const rows = await listPreparationRows(ctx.db, letterId);
  const nameOf = await nameActors(
    ctx,
    rows.map((row) => row.requested_by),
  );
  return rows.map((row) => view(row, nameOf));
}

function view(row: PreparationRow, nameOf: (key: string) => string): PreparationView {
  return {
    deliveryId: row.delivery_id,
    state: row.state,
    reason: row.reason as PreparationRefusal | null,
    anew: row.anew,
    addendum: row.addendum,
    addressee: row.addressee,
    channel: row.channel as Channel | null,
    names: row.names,
    requestedAt: row.requested_at.toISOString(),
    requestedBy: nameOf(row.requested_by),
  };
}
