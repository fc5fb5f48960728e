import { guardFormula } from '~/primitives/csv-cell';

/** Stands once at the beginning of a file, so that spreadsheets read it as UTF-8. */
export const csvByteOrderMark = '\ufeff';

/** Commas, quotes and line ends must be quoted (RFC 4180); the rest keeps importers from guessing. */
const needsQuotes = /[",;\t\r\n\0]|^[\s']|\s$/;

/**
 * One record of RFC 4180 with its CRLF. Text is guarded against formulas; numbers stay numbers;
 * null is the empty field.
 */
export function csvRow(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvField).join(',')}\r\n`;
}

/** One field of such a record. */
export function csvField(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const guarded = guardFormula(cell);
  return needsQuotes.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
