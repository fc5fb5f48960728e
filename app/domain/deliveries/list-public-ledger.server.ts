import type { Context } from '~/context.server';
import { listDeliveryRowsIn } from '~/db/deliveries.server';
import { listStandingEvents } from '~/db/delivery-events.server';
import { listSilentDeliveries, readClock } from '~/db/reply-clock.server';
import type { Channel, PublicDelivery } from '../letters/letter-view';
import { publicLedgerStates } from './delivery';

type PublicState = (typeof publicLedgerStates)[number];

/** A delivery as the letter's page tells it. Times are ISO 8601 in UTC. */
export type PublicLedgerEntry = Omit<PublicDelivery, 'state'> & {
  state: PublicState;
  /** Each recorded step, oldest first. */
  steps: { state: PublicState; channel: Channel; at: string }[];
  /** Days without an answer on record, where the organisers show that. */
  silentDays: number | null;
};

/** What is on record of each copy that may be spoken of, oldest first; nothing that was corrected. */
export async function listPublicLedger(
  ctx: Context,
  letterId: string,
): Promise<PublicLedgerEntry[]> {
  const [rows, events, silent, clock] = await Promise.all([
    listDeliveryRowsIn(ctx.db, letterId, publicLedgerStates),
    listStandingEvents(ctx.db, letterId),
    listSilentDeliveries(ctx.db, letterId),
    readClock(ctx.db, letterId),
  ]);
  return rows.map((row) => {
    const steps = events.flatMap((event) => {
      const state = publicLedgerStates.find((one) => one === event.state);
      if (event.delivery_id !== row.id || !state) return [];
      const at = (event.happened_at ?? event.at).toISOString();
      return [{ state, channel: event.channel as Channel, at }];
    });
    const waits = silent.find(({ id }) => id === row.id);
    return {
      state: row.state as PublicState,
      channel: row.channel as Channel,
      target: row.target,
      at: steps.at(-1)?.at ?? (row.accepted_at ?? row.updated_at).toISOString(),
      versionNumber: row.version_number,
      signatures: row.signature_count,
      paperSignatures: row.paper_count,
      pdfHash: row.pdf_hash,
      steps,
      silentDays: clock.show_silence && waits && waits.days > 0 ? waits.days : null,
    };
  });
}
