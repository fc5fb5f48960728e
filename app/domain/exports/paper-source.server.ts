import type { Context } from '~/context.server';
import type { LetterRow } from '~/db/letters.server';
import { maskEmailAddress } from '~/primitives/email-address';
import { maskName } from '~/primitives/mask-name';
import { writeZonedTime } from '~/primitives/zoned-time';
import { type ListedBatch, listBatches } from '../paper/list-batches.server';
import type { Cell, ExportSource, SourceInput } from './export';
import { counted, takeSample } from './sample-rows';

const columns = [
  'batch',
  'state',
  'collected_from',
  'collected_until',
  'place',
  'collected_by',
  'country',
  'on_sheets',
  'valid',
  'note',
  'scans',
  'entered_by',
  'entered_at',
  'verified_by',
  'verified_at',
  'withdrawn_by',
  'withdrawn_at',
  'withdrawn_reason',
] as const;

const masks = {
  collected_by: maskName,
  entered_by: maskEmailAddress,
  verified_by: maskEmailAddress,
  withdrawn_by: maskEmailAddress,
};

/**
 * The batches of signatures on paper as pieces of a file, oldest first, in every state and with who
 * did what; no names of signatories, which are not stored.
 */
export async function openPaper(
  ctx: Context,
  letter: LetterRow,
  { format, timeZone }: SourceInput,
): Promise<ExportSource> {
  const listed = await listBatches(ctx, { slug: letter.slug });
  if (!listed.ok) throw new Error(listed.reason);
  const batches = listed.batches.toReversed();
  const progress = { rows: 0 };
  return {
    rowCount: batches.length,
    countedOnly: null,
    pieces: ctx.press.table(format, {
      title: 'Paper',
      columns,
      timeZone,
      rows: counted(readRows(batches, timeZone), progress),
      apart: [],
    }),
    progress,
    sample: () => takeSample(columns, readRows(batches, timeZone), masks),
    close() {},
  };
}

async function* readRows(batches: ListedBatch[], timeZone: string): AsyncGenerator<Cell[][]> {
  const at = (moment: string | null): Cell =>
    moment && { time: writeZonedTime(new Date(moment), timeZone) };
  for (const batch of batches) {
    const cells: Record<(typeof columns)[number], Cell> = {
      batch: batch.number,
      state: batch.state,
      collected_from: batch.from,
      collected_until: batch.until,
      place: batch.about?.place ?? null,
      collected_by: batch.about?.collector ?? null,
      country: batch.country,
      on_sheets: batch.onSheets,
      valid: batch.valid,
      note: batch.about?.note ?? null,
      scans: batch.scans,
      entered_by: batch.enteredBy,
      entered_at: at(batch.enteredAt),
      verified_by: batch.verifiedBy,
      verified_at: at(batch.verifiedAt),
      withdrawn_by: batch.withdrawnBy,
      withdrawn_at: at(batch.withdrawnAt),
      withdrawn_reason: batch.withdrawnReason,
    };
    yield [columns.map((column) => cells[column])];
  }
}
