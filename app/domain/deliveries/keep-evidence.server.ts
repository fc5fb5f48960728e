import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { insertEvidence } from '~/db/delivery-evidence.server';
import type { CleanScan } from '../paper/clean-scan.server';
import type { SealedNote } from './ledger';
import { sealEvidenceFile, sealNote } from './sealed-evidence.server';

/** Lays a note and a file, if there is either, sealed beside a line of the ledger. */
export async function keepEvidence(
  ctx: Context,
  trx: Transaction,
  kept: { eventId: number; deliveryId: string; note: SealedNote; file: CleanScan | null },
): Promise<void> {
  const { eventId, deliveryId, note, file } = kept;
  const noted = note.who !== '' || note.note !== '';
  if (!noted && !file) return;
  await insertEvidence(trx, {
    event_id: eventId,
    delivery_id: deliveryId,
    sealed_note: noted ? sealNote(ctx, eventId, note) : null,
    file_type: file?.type ?? null,
    file_bytes: file?.bytes.length ?? null,
    sealed_file: file && sealEvidenceFile(ctx, eventId, file.bytes),
  });
}
