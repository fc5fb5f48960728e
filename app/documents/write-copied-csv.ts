import { createCsvRewriter } from '~/documents/rewrite-copied-csv';
import { csvByteOrderMark, csvRow } from '~/documents/write-csv';
import type { CopiedColumn, Progress } from '~/domain/exports/export';

/**
 * The same file as `writeCsvTable` makes, byte for byte, from what the database has written as CSV
 * without a heading: no value becomes an object on the way.
 */
export async function* writeCopiedCsv(
  columns: readonly CopiedColumn[],
  copied: AsyncIterable<Buffer>,
  progress: Progress = { rows: 0 },
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(csvByteOrderMark + csvRow(columns.map(({ name }) => name)));
  const rewriter = createCsvRewriter(columns.map(({ kind }) => kind));
  for await (const piece of copied) {
    const written = rewriter.write(piece);
    progress.rows = rewriter.records;
    if (written.length > 0) yield written;
  }
  rewriter.end();
}
