import type { Context } from '~/context.server';
import { listWaitingRows } from '~/db/endorsement-queue.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import { type EndorsementView, listEndorsements } from './list-endorsements.server';

export type DecisionQueue = {
  waiting: number;
  /** How many of those others are looking at. */
  withOthers: number;
  /** What this organiser has taken, and as which of those that wait; null without one. */
  mine: { endorsement: EndorsementView; place: number } | null;
};

/** What waits for a decision on a letter, and what this organiser holds; it changes nothing. */
export async function readDecisionQueue(
  ctx: Context,
  input: { slug: string; organiserId: string },
): Promise<Result<{ queue: DecisionQueue }, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const now = ctx.clock.now();
  const rows = await listWaitingRows(ctx.db, letter.id);
  const held = rows.filter(({ held_until }) => held_until && held_until > now);
  const own = held.find(({ held_by }) => held_by === input.organiserId);
  const listed = own && (await listEndorsements(ctx, { slug: input.slug, state: 'waiting' }));
  const endorsement = listed?.ok ? listed.endorsements.find(({ id }) => id === own?.id) : undefined;
  const place = rows.findIndex(({ id }) => id === own?.id) + 1;
  return {
    ok: true,
    queue: {
      waiting: rows.length,
      withOthers: held.length - (own ? 1 : 0),
      mine: endorsement ? { endorsement, place } : null,
    },
  };
}
