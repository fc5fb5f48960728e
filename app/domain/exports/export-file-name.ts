/** For example `refuge-for-captured-soldiers-signatures-public-2025-02-12.csv`. */
export function exportFileName(slug: string, what: string, preset: string, now: Date): string {
  return `${slug}-${what}-${preset}-${now.toISOString().slice(0, 10)}.csv`;
}
