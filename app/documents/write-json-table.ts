import type { Cell, Table } from '~/domain/exports/export';

const pieceLength = 32_768;

/**
 * A JSON file (RFC 8259) as it is made: one array with an object for each row, its keys the columns
 * in their order. Numbers are numbers, times ISO 8601, empty cells null. Each row has a line of its
 * own.
 */
export async function* writeJsonTable({ columns, rows }: Table): AsyncGenerator<string> {
  let piece = '[';
  let separator = '\n';
  for await (const row of rows) {
    piece += separator + objectOf(columns, row);
    separator = ',\n';
    if (piece.length > pieceLength) {
      yield piece;
      piece = '';
    }
  }
  yield `${piece}\n]\n`;
}

/** JSON Lines as they are made: the same objects, one a line and nothing around them. */
export async function* writeJsonLines({ columns, rows }: Table): AsyncGenerator<string> {
  let piece = '';
  for await (const row of rows) {
    piece += `${objectOf(columns, row)}\n`;
    if (piece.length > pieceLength) {
      yield piece;
      piece = '';
    }
  }
  if (piece) yield piece;
}

function objectOf(columns: readonly string[], row: readonly Cell[]): string {
  const entries = columns.map((column, index) => {
    const cell = row[index] ?? null;
    return [column, typeof cell === 'object' && cell !== null ? cell.time : cell];
  });
  return JSON.stringify(Object.fromEntries(entries));
}
