import type { Context } from '~/context.server';
import { countWaiting, findWaitingFrom } from '~/db/held-signatures.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import type { ReviewList } from './signature';
import { type ReviewedView, viewReviewed } from './view-reviewed.server';

export type HeldQueue = {
  /** Null when nothing waits. */
  signature: ReviewedView | null;
  waiting: number;
  /** Place of the signature in the queue, from 1. */
  place: number;
  /** Numbers to ask for next; null at an end of the queue. */
  previous: number | null;
  next: number | null;
};

/**
 * One signature for review, of those that are held or of those that count and are flagged: the first
 * whose number is `from` or higher, beginning again with the oldest when there is none, with what
 * its owner wrote and where it stands in the queue.
 */
export async function readNextHeld(
  ctx: Context,
  input: { slug: string; from?: number; list?: ReviewList },
): Promise<Result<HeldQueue, 'not-found'>> {
  const { from = 0, list = 'held' } = input;
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const row =
    (await findWaitingFrom(ctx.db, letter.id, list, from)) ??
    (await findWaitingFrom(ctx.db, letter.id, list, 0));
  if (!row) {
    return { ok: true, signature: null, waiting: 0, place: 0, previous: null, next: null };
  }
  const counted = await countWaiting(ctx.db, letter.id, list, row.number);
  const { waiting, before, previous, next } = counted;
  const signature = viewReviewed(ctx, row);
  return { ok: true, waiting, place: before + 1, previous, next, signature };
}
