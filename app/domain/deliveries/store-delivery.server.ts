import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { insertDelivery, insertDeliveryEvent } from '~/db/deliveries.server';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import type { DeliveryDraft } from './draft-delivery.server';
import { sealDocument, sealSnapshot } from './sealed-delivery.server';

/** Writes a draft down as a prepared delivery, with its ledger line and audit entry; returns its id. */
export async function storeDelivery(
  ctx: Context,
  trx: Transaction,
  draft: DeliveryDraft,
  actor: Actor,
): Promise<string> {
  const { id, letter, target, taken, hashes } = draft;
  const { snapshot } = taken;
  await insertDelivery(trx, {
    id,
    letter_id: letter.id,
    letter_version_id: letter.version.id,
    target_id: target.id,
    state: 'prepared',
    message_id: draft.messageId,
    subject: draft.subject,
    snapshot_hash: hashes.snapshot,
    pdf_hash: hashes.pdf,
    message_hash: hashes.message,
    annex_hash: draft.annex?.hash ?? null,
    annex_bytes: draft.annex?.bytes.length ?? null,
    print_facts: JSON.stringify(draft.facts),
    signature_count: snapshot.signatureCount,
    paper_count: snapshot.paper?.signatures ?? 0,
    named_count: snapshot.signatories.length,
    endorsement_count: snapshot.endorsements.length,
    sealed_snapshot: sealSnapshot(ctx, id, taken),
    sealed_pdf: sealDocument(ctx, id, 'pdf', draft.pdf),
    sealed_annex: draft.annex && sealDocument(ctx, id, 'annex', draft.annex.bytes),
    sealed_message: sealDocument(ctx, id, 'message', draft.message),
    prepared_by: actor.kind === 'organiser' ? actor.organiserId : actor.kind,
    frozen_at: snapshot.takenAt,
  });
  await insertDeliveryEvent(trx, {
    deliveryId: id,
    state: 'prepared',
    channel: target.channel,
    evidence: null,
  });
  await recordAudit(trx, {
    actor,
    action: 'delivery.prepared',
    letterId: letter.id,
    object: { kind: 'delivery', id },
    details: {
      target: target.name,
      signatures: snapshot.signatureCount,
      ...(snapshot.paper && { paperSignatures: snapshot.paper.signatures }),
      snapshotHash: hashes.snapshot,
    },
  });
  return id;
}
