import type { Context } from '~/context.server';
import { listDeliveryRowsIn } from '~/db/deliveries.server';
import type { Channel, PublicDelivery } from '../letters/letter-view';
import { publicDeliveryStates } from './delivery';

/**
 * Deliveries of which something is on record that may be said in public, oldest first; `at` is when
 * they came into the state that is said.
 */
export async function listPublicDeliveries(
  ctx: Context,
  letterId: string,
): Promise<PublicDelivery[]> {
  const rows = await listDeliveryRowsIn(ctx.db, letterId, publicDeliveryStates);
  return rows.map((row) => ({
    state: row.state as PublicDelivery['state'],
    channel: row.channel as Channel,
    target: row.target,
    at: (row.since ?? row.accepted_at ?? row.updated_at).toISOString(),
    versionNumber: row.version_number,
    signatures: row.signature_count,
    paperSignatures: row.paper_count,
    pdfHash: row.pdf_hash,
  }));
}
