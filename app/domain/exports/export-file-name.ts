import type { ExportFormat } from './export';

/** For example `refuge-for-captured-soldiers-signatures-public-2025-02-12.xlsx`. */
export function exportFileName(
  slug: string,
  what: string,
  preset: string,
  format: ExportFormat,
  now: Date,
): string {
  return `${slug}-${what}-${preset}-${now.toISOString().slice(0, 10)}.${format}`;
}
