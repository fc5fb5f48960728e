import type { ExportChoice } from './export';

/**
 * For example `refuge-for-captured-soldiers-signatures-public-1204-rows-2026-11-29.xlsx`. The full
 * record has the id of the export in its name, by which the file can be told whose it was.
 */
export function exportFileName(
  slug: string,
  choice: Pick<ExportChoice, 'what' | 'preset' | 'format' | 'recipient'>,
  made: { id: string; rows: number; at: Date },
): string {
  const { what, preset, format, recipient } = choice;
  const day = made.at.toISOString().slice(0, 10);
  const mark = preset === 'full' ? `-${made.id}` : '';
  const name = `${slug}-${what}-${preset}-${made.rows}-rows-${day}${mark}.${format}`;
  return recipient ? `${name}.age` : name;
}
