import type { Context } from '~/context.server';
import { holdRow, listWaitingRows, releaseRows } from '~/db/endorsement-queue.server';
import { findEndorsement } from '~/db/endorsements.server';
import { findLetterRow } from '~/db/letters.server';
import { minutes } from '~/primitives/duration';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';

/** How long nobody else gets what somebody has taken; looking at the next one ends it earlier. */
export const holdFor = minutes(10);

export type Towards = 'next' | 'previous';

type TakeInput = {
  slug: string;
  organiserId: string;
  /** Where the organiser stands; null at the start. */
  from: string | null;
  towards: Towards;
};

/**
 * Gives an organiser one waiting endorsement of the letter to decide about, for ten minutes, and
 * lets go of the one they had: two never hold the same. `taken` is null when all that wait are
 * held by others, or none waits; to stand at an endorsement of another letter is `not-found`. At the start it is one that its published contact denies, else the
 * oldest that has no unanswered question.
 */
export async function takeEndorsement(
  ctx: Context,
  input: TakeInput,
): Promise<Result<{ taken: string | null }, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const { organiserId, from } = input;
  const stand = from !== null && isUuid(from) ? await findEndorsement(ctx.db, from) : undefined;
  if (stand && stand.letter_id !== letter.id) return { ok: false, reason: 'not-found' };
  const now = ctx.clock.now();
  const until = new Date(now.getTime() + holdFor);
  return ctx.db.transaction().execute(async (trx) => {
    const waiting = await listWaitingRows(trx, letter.id);
    let taken: string | null = null;
    for (const id of inOrder(waiting, input)) {
      if (!(await holdRow(trx, id, { organiserId, now, until }))) continue;
      taken = id;
      break;
    }
    await releaseRows(trx, { letterId: letter.id, organiserId, except: taken });
    return { ok: true, taken };
  });
}

type Waiting = { id: string; asked: unknown; checking: unknown; denied: unknown };

/** Ids in the order in which they are offered; the one where the organiser stands comes last. */
function inOrder(waiting: Waiting[], { from, towards }: TakeInput): string[] {
  const ids = waiting.map(({ id }) => id);
  const at = from === null ? -1 : ids.indexOf(from);
  if (at === -1) {
    const later = waiting.filter(({ asked, checking, denied }) => (asked || checking) && !denied);
    const first = waiting.filter((one) => !later.includes(one));
    return [...first, ...later].map(({ id }) => id);
  }
  const round = [...ids.slice(at + 1), ...ids.slice(0, at)];
  return [...(towards === 'next' ? round : round.reverse()), ids[at] ?? ''];
}
