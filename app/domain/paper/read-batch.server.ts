import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import { findBatch } from '~/db/paper-batches.server';
import { listScans } from '~/db/paper-scans.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import { actorKey } from '../organisers/name-actors.server';
import type { Actor } from '../organisers/organiser';
import { needsSecondPerson } from './second-person.server';
import { type PaperBatchView, viewBatches } from './view-batch.server';

export type ScanView = { id: string; type: string; hash: string; size: number; addedAt: string };

/** One batch with its scans, and whether this organiser may verify its count. */
export async function readBatch(
  ctx: Context,
  input: { slug: string; id: string; actor: Actor },
): Promise<Result<{ batch: PaperBatchView; scans: ScanView[]; needsOther: boolean }, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  const row = isUuid(input.id) ? await findBatch(ctx.db, input.id) : undefined;
  if (!letter || row?.letter_id !== letter.id) return { ok: false, reason: 'not-found' };
  const [viewed] = await viewBatches(ctx, [row]);
  if (!viewed) return { ok: false, reason: 'not-found' };
  const scans = await listScans(ctx.db, row.id);
  const own = row.entered_by === actorKey(input.actor);
  return {
    ok: true,
    batch: viewed.view,
    scans: scans.map((scan) => ({
      id: scan.id,
      type: scan.file_type,
      hash: scan.file_hash,
      size: scan.file_bytes,
      addedAt: scan.added_at.toISOString(),
    })),
    needsOther: own && (await needsSecondPerson(ctx.db, letter.id)),
  };
}
