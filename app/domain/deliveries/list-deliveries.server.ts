import type { Context } from '~/context.server';
import { type DeliveryRow, listDeliveryRows, listTargets } from '~/db/deliveries.server';
import { listTroubledCopies } from '~/db/delivery-messages.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import { usualNames } from '../letters/annex-names';
import type { Channel } from '../letters/letter-view';
import type { PrintFacts } from '../letters/press';
import type { DeliveryState } from './delivery';
import type { DeliverySummary, LedgerLine, TargetView } from './delivery-view';
import type { PreparationView } from './preparation';
import { listPreparations } from './read-preparation.server';
import { type SealedTarget, unsealTarget } from './sealed-delivery.server';
import { separateAnnex } from './separate-annex';

/** The ledger of a letter, newest first, what the worker is to freeze, and the targets of copies. */
export async function listDeliveries(
  ctx: Context,
  input: { slug: string },
): Promise<
  Result<
    { deliveries: LedgerLine[]; preparations: PreparationView[]; targets: TargetView[] },
    'not-found'
  >
> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const [rows, targets, troubled, preparations] = await Promise.all([
    listDeliveryRows(ctx.db, letter.id),
    listTargets(ctx.db, letter.id),
    listTroubledCopies(ctx.db, letter.id),
    listPreparations(ctx, letter.id),
  ]);
  const copiesOf = (id: string) => troubled.filter((copy) => copy.id === id);
  return {
    ok: true,
    deliveries: rows.map((row) => ({
      ...summariseDelivery(row),
      troubledCopies: {
        unknown: copiesOf(row.id).filter(({ state }) => state === 'unknown').length,
        failed: copiesOf(row.id).filter(({ state }) => state !== 'unknown').length,
      },
    })),
    preparations,
    targets: targets.map((target) => ({
      id: target.id,
      name: target.name,
      channel: target.channel as Channel,
      addressee: target.addressee,
      locales: target.locales,
      ...sealedOf(unsealTarget(ctx, target)),
      checkedOn: target.checked_on,
      checkedSource: target.checked_source,
      timeZone: target.time_zone,
      used: rows.some((row) => row.target_id === target.id),
    })),
  };
}

function sealedOf({ address, copies = [], replyTo = null, names = usualNames }: SealedTarget) {
  return { address, copies, replyTo, names };
}

type SummaryRow = Omit<DeliveryRow, 'slug' | 'sealed_target' | 'version_hash' | 'time_zone'>;

/** The row in the words of the desk. */
export function summariseDelivery(row: SummaryRow): DeliverySummary {
  return {
    id: row.id,
    target: row.target,
    channel: row.channel as Channel,
    addressee: row.addressee,
    state: row.state as DeliveryState,
    subject: row.subject,
    messageId: row.message_id,
    versionNumber: row.version_number,
    addendum: row.sequence,
    leavesAt: row.state === 'queued' ? (row.leaves_at?.toISOString() ?? null) : null,
    signatures: row.signature_count,
    onPaper: row.paper_count,
    named: row.named_count,
    endorsements: row.endorsement_count,
    snapshotHash: row.snapshot_hash,
    pdfHash: row.pdf_hash,
    annex: separateAnnex(row),
    printed: row.print_facts as unknown as PrintFacts | null,
    messageHash: row.message_hash,
    frozenAt: row.frozen_at.toISOString(),
    acceptedAt: row.accepted_at?.toISOString() ?? null,
  };
}
