import type { SeparateAnnex } from '../letters/press';

/** Annex A of a stored delivery where it is a document of its own, as the letter speaks of it. */
export function separateAnnex(row: {
  annex_hash: string | null;
  annex_bytes: number | null;
  named_count: number;
}): SeparateAnnex | null {
  if (row.annex_hash === null || row.annex_bytes === null) return null;
  return { hash: row.annex_hash, bytes: row.annex_bytes, names: row.named_count };
}
