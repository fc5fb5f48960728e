import type { Context } from '~/context.server';
import { findEvidenceFile } from '~/db/delivery-evidence.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { unsealEvidenceFile } from './sealed-evidence.server';
import { type DeliveryInput, withDelivery } from './with-delivery.server';

type File = { bytes: Buffer; contentType: string; fileName: string };

/** The file beside a line. It may show people, so who fetched it is on record before the first byte. */
export async function readEvidence(
  ctx: Context,
  input: DeliveryInput & { eventId: number },
): Promise<Result<File, 'not-found'>> {
  const { actor, eventId } = input;
  return withDelivery<File, 'not-found'>(ctx, input, async (trx, row) => {
    if (!Number.isSafeInteger(eventId)) return { ok: false, reason: 'not-found' };
    const found = await findEvidenceFile(trx, { deliveryId: row.id, eventId });
    if (!found?.sealed_file || !found.file_type) return { ok: false, reason: 'not-found' };
    await recordAudit(trx, {
      actor,
      action: 'delivery.evidence-read',
      letterId: row.letter_id,
      object: { kind: 'delivery', id: row.id },
      details: { target: row.target, fileHash: found.file_hash },
    });
    const extension = found.file_type === 'application/pdf' ? 'pdf' : 'jpg';
    return {
      ok: true,
      bytes: unsealEvidenceFile(ctx, eventId, found.sealed_file),
      contentType: found.file_type,
      fileName: `evidence-${found.file_hash?.slice(0, 12)}.${extension}`,
    };
  });
}
