import type { Context } from '~/context.server';
import { listCarryOverRows } from '~/db/carry-overs.server';
import { listVersionRows } from '~/db/letter-versions.server';
import { nameActors } from '../organisers/name-actors.server';
import type { VersionView } from './letter-version';
import { listVersions } from './list-versions.server';

export type AskingState = 'running' | 'done' | 'superseded' | 'closed';

/** How far the mails about a version are. */
export type AskingView = {
  state: AskingState;
  expected: number;
  asked: number;
  /** May get no mail, or had withdrawn or signed the new text meanwhile. */
  leftOut: number;
};

export type DeskVersion = VersionView & {
  /** Who published it; null for the first ones, of which nobody wrote that down. */
  publishedBy: string | null;
  /** Only a change of meaning asks people. */
  asking: AskingView | null;
};

/** The versions of a letter for its organisers, newest first, with who published each. */
export async function listDeskVersions(ctx: Context, letterId: string): Promise<DeskVersion[]> {
  const [versions, rows, askings] = await Promise.all([
    listVersions(ctx, letterId),
    listVersionRows(ctx.db, letterId),
    listCarryOverRows(ctx.db, letterId),
  ]);
  const publishers = new Map(rows.map((row) => [row.id, row.published_by]));
  const name = await nameActors(
    ctx,
    rows.flatMap((row) => row.published_by ?? []),
  );
  return versions.map((version) => {
    const by = publishers.get(version.id) ?? null;
    const row = askings.find(({ letter_version_id }) => letter_version_id === version.id);
    const asking = row && {
      state: row.state as AskingState,
      expected: row.expected,
      asked: row.asked,
      leftOut: row.left_out,
    };
    return { ...version, publishedBy: by === null ? null : name(by), asking: asking ?? null };
  });
}
