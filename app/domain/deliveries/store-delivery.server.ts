import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { insertDelivery, insertDeliveryEvent } from '~/db/deliveries.server';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import type { DeliveryDraft } from './draft-delivery.server';
import { sealDocument, sealOutline, sealSnapshot } from './sealed-delivery.server';

/** Writes a draft down as a prepared delivery, with its ledger line and audit entry; returns its id. */
export async function storeDelivery(
  ctx: Context,
  trx: Transaction,
  draft: DeliveryDraft,
  actor: Actor,
): Promise<string> {
  const { id, letter, target, sequence } = draft;
  await insertDelivery(trx, {
    id,
    letter_id: letter.id,
    letter_version_id: letter.version.id,
    target_id: target.id,
    sequence,
    state: 'prepared',
    ...frozenColumns(ctx, draft, actor),
  });
  await insertDeliveryEvent(trx, {
    deliveryId: id,
    state: 'prepared',
    channel: target.channel,
    evidence: null,
  });
  await auditFreezing(trx, draft, actor, 'delivery.prepared');
  return id;
}

/** What a row holds of a draft, whether it is a new one or frozen anew. */
export function frozenColumns(ctx: Context, draft: DeliveryDraft, actor: Actor) {
  const { id, taken, hashes } = draft;
  const { snapshot } = taken;
  return {
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
    ...sealOutline(ctx, id, draft.frozen),
    sealed_pdf: sealDocument(ctx, id, 'pdf', draft.pdf),
    sealed_annex: draft.annex && sealDocument(ctx, id, 'annex', draft.annex.bytes),
    sealed_message: sealDocument(ctx, id, 'message', draft.message),
    prepared_by: actor.kind === 'organiser' ? actor.organiserId : actor.kind,
    frozen_at: snapshot.takenAt,
  };
}

/** Both kinds of freezing leave the same entry, with figures and a hash and no name. */
export function auditFreezing(
  trx: Transaction,
  draft: DeliveryDraft,
  actor: Actor,
  action: 'delivery.prepared' | 'delivery.frozen-anew',
) {
  const { id, letter, target, sequence, hashes } = draft;
  const { signatureCount, paper } = draft.taken.snapshot;
  return recordAudit(trx, {
    actor,
    action,
    letterId: letter.id,
    object: { kind: 'delivery', id },
    details: {
      target: target.name,
      ...(sequence > 0 && { addendum: sequence }),
      signatures: signatureCount,
      ...(paper && { paperSignatures: paper.signatures }),
      snapshotHash: hashes.snapshot,
    },
  });
}
