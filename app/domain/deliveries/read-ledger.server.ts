import type { Context } from '~/context.server';
import { type DeliveryRow, findDelivery } from '~/db/deliveries.server';
import { listDeliveryEvents } from '~/db/delivery-events.server';
import { listEvidence } from '~/db/delivery-evidence.server';
import type { Result } from '~/primitives/result';
import type { Channel } from '../letters/letter-view';
import { nameActors } from '../organisers/name-actors.server';
import type { DeliveryState } from './delivery';
import {
  correctableLine,
  type EvidenceKind,
  type HandState,
  recordableStates,
  type SealedNote,
} from './ledger';
import { unsealNote } from './sealed-evidence.server';

/** One line as organisers see it. Times are ISO 8601 in UTC. */
export type LedgerLine = {
  id: number;
  state: DeliveryState;
  channel: Channel;
  happenedAt: string;
  recordedAt: string;
  recordedBy: string | null;
  evidence: string | null;
  evidenceKind: EvidenceKind | null;
  note: SealedNote | null;
  /** `fileKept` is false once retention has taken the file away; its hash stays. */
  fileHash: string | null;
  fileKept: boolean;
  corrects: number | null;
  corrected: boolean;
};

export type Ledger = {
  id: string;
  addressee: string;
  state: DeliveryState;
  channel: Channel;
  lines: LedgerLine[];
  /** The steps that a person may record now, and the line that can be corrected. */
  recordable: HandState[];
  correctable: number | null;
};

/** The whole ledger of a delivery, oldest line first, with notes opened; of another letter not found. */
export async function readLedger(
  ctx: Context,
  input: { slug: string; id: string },
): Promise<Result<{ ledger: Ledger }, 'not-found'>> {
  const row = await findDelivery(ctx.db, input.id);
  if (row?.slug !== input.slug) return { ok: false, reason: 'not-found' };
  const [events, evidence] = await Promise.all([
    listDeliveryEvents(ctx.db, row.id),
    listEvidence(ctx.db, row.id),
  ]);
  const name = await nameActors(
    ctx,
    events.flatMap(({ recorded_by }) => recorded_by ?? []),
  );
  const corrected = new Set(events.map(({ corrects }) => corrects));
  const lines = events.map((event): LedgerLine => {
    const beside = evidence.find(({ event_id }) => event_id === event.id);
    return {
      id: event.id,
      state: event.state as DeliveryState,
      channel: event.channel as Channel,
      happenedAt: (event.happened_at ?? event.at).toISOString(),
      recordedAt: event.at.toISOString(),
      recordedBy: event.recorded_by && name(event.recorded_by),
      evidence: event.evidence,
      evidenceKind: event.evidence_kind as EvidenceKind | null,
      note: unsealNote(ctx, event.id, beside?.sealed_note),
      fileHash: event.file_hash,
      fileKept: Boolean(beside?.file_type),
      corrects: event.corrects,
      corrected: corrected.has(event.id),
    };
  });
  return { ok: true, ledger: { ...headOf(row), lines, correctable: correctableId(events) } };
}

function correctableId(events: Parameters<typeof correctableLine>[0]): number | null {
  return correctableLine(events)?.id ?? null;
}

function headOf(row: DeliveryRow) {
  const state = row.state as DeliveryState;
  const channel = row.channel as Channel;
  const recordable = recordableStates(state, channel);
  return { id: row.id, addressee: row.addressee, state, channel, recordable };
}
