import type { Cell } from '~/domain/exports/export';
import { guardFormula } from '~/primitives/csv-cell';

/** Stands once at the beginning of a file, so that spreadsheets read it as UTF-8. */
export const csvByteOrderMark = '\ufeff';

/** Commas, quotes and line ends must be quoted (RFC 4180); the rest keeps importers from guessing. */
const needsQuotes = /[",;\t\r\n\0]|^[\s']|\s$/;

/**
 * One record of RFC 4180 with its CRLF. Text is guarded against formulas; numbers and times stay
 * what they are; null is the empty field.
 */
export function csvRow(cells: readonly Cell[]): string {
  let record = '';
  for (const [index, cell] of cells.entries()) {
    record += index === 0 ? csvField(cell) : `,${csvField(cell)}`;
  }
  return `${record}\r\n`;
}

/** One field of such a record. */
export function csvField(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') return cell.time;
  const guarded = guardFormula(cell);
  return needsQuotes.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
