import type { Table } from '~/domain/exports/export';

/**
 * A JSON file (RFC 8259) as it is made: one array with an object for each row, its keys the columns
 * in their order. Numbers are numbers, empty cells null. Each row has a line of its own.
 */
export async function* writeJsonTable({ columns, rows }: Table): AsyncGenerator<string> {
  let piece = '[';
  let separator = '\n';
  for await (const row of rows) {
    const entries = columns.map((column, index) => [column, row[index] ?? null]);
    piece += separator + JSON.stringify(Object.fromEntries(entries));
    separator = ',\n';
    if (piece.length > 32_768) {
      yield piece;
      piece = '';
    }
  }
  yield `${piece}\n]\n`;
}
