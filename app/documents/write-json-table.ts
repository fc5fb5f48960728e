import type { Cell, Table } from '~/domain/exports/export';

const pieceLength = 32_768;

/**
 * A JSON file (RFC 8259) as it is made: one array with an object for each row, its keys the columns
 * in their order. Numbers are numbers, times ISO 8601, empty cells null. Each row has a line of its
 * own.
 */
export async function* writeJsonTable({ columns, rows }: Table): AsyncGenerator<string> {
  const keys = keysOf(columns);
  let piece = '[';
  let separator = '\n';
  for await (const some of rows) {
    for (const row of some) {
      piece += separator + objectOf(keys, row);
      separator = ',\n';
      if (piece.length > pieceLength) {
        yield piece;
        piece = '';
      }
    }
  }
  yield `${piece}\n]\n`;
}

/** JSON Lines as they are made: the same objects, one a line and nothing around them. */
export async function* writeJsonLines({ columns, rows }: Table): AsyncGenerator<string> {
  const keys = keysOf(columns);
  let piece = '';
  for await (const some of rows) {
    for (const row of some) {
      piece += `${objectOf(keys, row)}\n`;
      if (piece.length > pieceLength) {
        yield piece;
        piece = '';
      }
    }
  }
  if (piece) yield piece;
}

/** What stands before each value: a brace or comma, and the name of the column. */
function keysOf(columns: readonly string[]): string[] {
  return columns.map((column, index) => `${index === 0 ? '{' : ','}${JSON.stringify(column)}:`);
}

function objectOf(keys: readonly string[], row: readonly Cell[]): string {
  let text = '';
  for (const [index, key] of keys.entries()) {
    text += key;
    text += jsonOf(row[index] ?? null);
  }
  return `${text}}`;
}

/** Anything but characters that `JSON.stringify` leaves as they are. */
const escaped = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

function jsonOf(cell: Cell): string {
  if (cell === null) return 'null';
  if (typeof cell === 'object') return `"${cell.time}"`;
  return typeof cell === 'string' && !escaped.test(cell) ? `"${cell}"` : JSON.stringify(cell);
}
