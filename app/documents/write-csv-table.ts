import { csvByteOrderMark, csvRow } from '~/documents/write-csv';
import type { Table } from '~/domain/exports/export';

/** A CSV file as it is made: byte order mark, header, then one record a row, in pieces of many rows. */
export async function* writeCsvTable({ columns, rows }: Table): AsyncGenerator<string> {
  let piece = csvByteOrderMark + csvRow(columns);
  for await (const some of rows) {
    for (const row of some) {
      piece += csvRow(row);
      if (piece.length > 32_768) {
        yield piece;
        piece = '';
      }
    }
  }
  if (piece) yield piece;
}
