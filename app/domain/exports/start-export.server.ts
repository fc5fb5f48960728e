import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import { findLetterRow, type LetterRow } from '~/db/letters.server';
import type { Duration } from '~/primitives/duration';
import type { Result } from '~/primitives/result';
import { admitExport } from './admit-export.server';
import { finishBroken, finishWhole } from './end-export.server';
import {
  type ExportAsked,
  type ExportFile,
  type ExportSource,
  exportContentTypes,
  rowsForTheWorker,
} from './export';
import { exportFileName } from './export-file-name';
import { writeManifest } from './export-manifest';
import { type Measured, measurePieces } from './measure-pieces.server';
import { openSource } from './open-source.server';
import { type ExportRefusal, whyNotExport } from './why-not-export.server';

type Refusal = 'not-found' | 'too-many' | ExportRefusal;

/**
 * Begins an export: few rows as a file that is written while it is read, many as work for the
 * worker, to be fetched later. That it was asked for, and its rows, are on record before its first
 * byte; that it is whole, afterwards. A reader that takes nothing for `patience` loses the file.
 */
export async function startExport(
  ctx: Context,
  asked: ExportAsked,
  options: { patience?: Duration; workerFrom?: number } = {},
): Promise<Result<{ id: string; file: ExportFile | null }, Refusal>> {
  const reason = whyNotExport(asked);
  if (reason) return { ok: false, reason };
  const letter = await findLetterRow(ctx.db, { slug: asked.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const source = await openSource(ctx, letter, { ...asked, patience: options.patience });
  const { rowCount, countedOnly } = source;
  const streamed = rowCount < (options.workerFrom ?? rowsForTheWorker);
  const id = randomUUID();
  let whole = false;
  try {
    const made = { id, streamed, rowCount, countedOnly };
    const admitted = await ctx.db
      .transaction()
      .execute((trx) => admitExport(ctx, trx, letter, asked, made));
    if (!admitted.ok) return admitted;
    whole = true;
    return { ok: true, id, file: streamed ? toFile(ctx, letter, asked, source, id) : null };
  } finally {
    if (!whole || !streamed) source.close();
  }
}

/** The same for the terminal and for tests: always a file, however many rows it has. */
export async function streamExport(
  ctx: Context,
  asked: Pick<ExportAsked, 'slug' | 'what' | 'preset' | 'format' | 'actor'> & Partial<ExportAsked>,
): Promise<Result<ExportFile, Refusal>> {
  const usual = { timeZone: 'UTC', view: null, reason: null, recipient: null };
  const options = { workerFrom: Number.POSITIVE_INFINITY };
  const made = await startExport(ctx, { ...usual, ...asked }, options);
  if (!made.ok) return made;
  if (!made.file) throw new Error('an export without a file');
  return { ok: true, ...made.file };
}

function toFile(
  ctx: Context,
  letter: LetterRow,
  asked: ExportAsked,
  source: ExportSource,
  id: string,
): ExportFile {
  const attempt = { id, attempts: 0 };
  const at = ctx.clock.now();
  const fileName = exportFileName(letter.slug, asked, { id, rows: source.rowCount, at });
  let measured: Measured | null = null;
  let closed = false;
  async function close(): Promise<void> {
    if (closed) return;
    closed = true;
    source.close();
    if (!measured) await finishBroken(ctx, attempt, 'broken-off');
  }
  async function* pieces(): AsyncGenerator<Uint8Array> {
    try {
      yield* measurePieces(source, asked.recipient, async (all) => {
        measured = all;
        await finishWhole(ctx, attempt, all, null);
      });
    } finally {
      await close();
    }
  }
  return {
    fileName,
    contentType: asked.recipient ? 'application/octet-stream' : exportContentTypes[asked.format],
    rowCount: source.rowCount,
    countedOnly: source.countedOnly,
    rows: pieces(),
    close,
    manifest(savedAs) {
      if (!measured) throw new Error('the file is not written yet');
      const { countedOnly } = source;
      const narrowed = asked.view !== null;
      const name = savedAs?.split('/').at(-1) ?? fileName;
      return writeManifest({
        ...asked,
        ...measured,
        id,
        fileName: name,
        at,
        countedOnly,
        narrowed,
      });
    },
  };
}
