import type { Context } from '~/context.server';
import { listInvalidationRows } from '~/db/invalidations.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import { nameActors } from '../organisers/name-actors.server';
import type { SelectionAction } from '../selections/selection';
import type { InvalidationState } from './invalidation';

/** By criteria of their own, by ticks in the table, or as all that a view of it found. */
export type ChosenBy = 'criteria' | 'ticks' | 'filter';

export type InvalidationSummary = {
  id: string;
  action: SelectionAction;
  chosenBy: ChosenBy;
  state: InvalidationState;
  reason: string;
  expected: number;
  done: number;
  requestedBy: string;
  /** ISO 8601 in UTC. */
  createdAt: string;
  finishedAt: string | null;
};

const most = 100;

/** What was done with many signatures of a letter, newest first, at most a hundred. */
export async function listInvalidations(
  ctx: Context,
  input: { slug: string },
): Promise<Result<{ invalidations: InvalidationSummary[] }, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const rows = await listInvalidationRows(ctx.db, letter.id, most);
  const name = await nameActors(
    ctx,
    rows.map((row) => row.requested_by),
  );
  return {
    ok: true,
    invalidations: rows.map((row) => ({
      id: row.id,
      action: row.action as SelectionAction,
      chosenBy: row.chosen_by as ChosenBy,
      state: row.state as InvalidationState,
      reason: row.reason,
      expected: row.expected,
      done: row.done,
      requestedBy: name(row.requested_by),
      createdAt: row.created_at.toISOString(),
      finishedAt: row.finished_at?.toISOString() ?? null,
    })),
  };
}
