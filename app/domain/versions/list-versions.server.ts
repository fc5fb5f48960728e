import type { Context } from '~/context.server';
import { countByMeaning, listVersionRows, type VersionRow } from '~/db/letter-versions.server';
import type { VersionKind, VersionSummaries, VersionView } from './letter-version';

/**
 * Every version of a letter, newest first, with how many confirmed people stand for its meaning
 * now; a correction shows the same number as what it corrects.
 */
export async function listVersions(ctx: Context, letterId: string): Promise<VersionView[]> {
  const [rows, counts] = await Promise.all([
    listVersionRows(ctx.db, letterId),
    countByMeaning(ctx.db, letterId),
  ]);
  const people = new Map(counts.map((group) => [group.meaning, group.people]));
  return rows.map((row) => viewVersion(row, people.get(row.meaning) ?? 0));
}

function viewVersion(row: VersionRow, people: number): VersionView {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind as VersionKind,
    meaning: row.meaning,
    hash: row.hash,
    summaries: row.summaries as VersionSummaries,
    publishedAt: row.created_at.toISOString(),
    people,
  };
}
