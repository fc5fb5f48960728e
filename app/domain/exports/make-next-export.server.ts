import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Context } from '~/context.server';
import { beatExport, type ExportRow, releaseExport, takeExport } from '~/db/exports.server';
import { findLetterRow } from '~/db/letters.server';
import { minutes, seconds } from '~/primitives/duration';
import { keepBeating } from '~/primitives/keep-beating';
import { writeSealedFile } from '~/primitives/sealed-file.server';
import { finishBroken, finishWhole } from './end-export.server';
import { exportFile } from './export-file';
import { type Measured, measurePieces } from './measure-pieces.server';
import { openSource } from './open-source.server';
import { choiceOf, sealFileKey } from './sealed-export.server';

/** A worker that gives no sign for so long is taken for dead. */
const silence = minutes(1);
const beatEvery = seconds(1);
const mostAttempts = 3;

/** The worker stops, or nobody wants the file any more. */
class Interrupted extends Error {}

/**
 * Makes the file of one export that waits, from beginning to end; false when none waits. It begins
 * anew what a killed worker left. When `stop` fires, or the export is called off, nothing of the file
 * stays, and what was only stopped waits again. After three failures it has failed.
 */
export async function makeNextExport(ctx: Context, stop: AbortSignal): Promise<boolean> {
  const row = await ctx.db.transaction().execute((trx) => takeExport(trx, silence));
  if (!row) return false;
  try {
    await makeFile(ctx, row, stop);
  } catch (error) {
    if (stop.aborted) await releaseExport(ctx.db, row);
    else if (!(error instanceof Interrupted)) await fail(ctx, row, error);
  }
  return true;
}

async function fail(ctx: Context, row: ExportRow, error: unknown): Promise<void> {
  ctx.log.error({ event: 'export-failed', id: row.id, fault: (error as Error).name });
  if (row.attempts >= mostAttempts) await finishBroken(ctx, row, 'fault');
  else await releaseExport(ctx.db, row, { counted: true });
}

async function makeFile(ctx: Context, row: ExportRow, stop: AbortSignal): Promise<void> {
  const letter = await findLetterRow(ctx.db, { id: row.letter_id });
  if (!letter) throw new Error('an export of a letter that does not exist');
  const choice = choiceOf(ctx, row);
  const file = exportFile(ctx, row);
  const key = randomBytes(32);
  const source = await openSource(ctx, letter, choice);
  const every = Math.max(20, beatEvery * Math.min(1, ctx.config.retryScale));
  // With the database away the reading fails as well; a beat that fails decides nothing.
  const pulse = keepBeating(() => beatExport(ctx.db, row, source.progress.rows), every);
  let whole = false;
  let measuredAs: Measured | null = null;
  try {
    const pieces = measurePieces(source, choice.recipient, async (measured) => {
      source.close();
      measuredAs = measured;
    });
    await writeSealedFile(
      file,
      key,
      watched(pieces, () => stop.aborted || pulse.unwanted()),
    );
    if (!measuredAs) throw new Error('a file that was not measured');
    whole = await finishWhole(ctx, row, measuredAs, sealFileKey(ctx, row.id, key));
  } finally {
    pulse.stop();
    source.close();
    if (!whole) await rm(file, { force: true });
  }
}

async function* watched(pieces: AsyncIterable<Uint8Array>, unwanted: () => boolean) {
  for await (const piece of pieces) {
    if (unwanted()) throw new Interrupted();
    yield piece;
  }
}
