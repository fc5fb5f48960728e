import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import { listReplyRows, listUnassignedRows } from '~/db/replies.server';
import { listSilentDeliveries, readClock } from '~/db/reply-clock.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { type ReplyView, viewReply } from './view-reply.server';

export type SilentCopy = {
  id: string;
  addressee: string;
  locales: Locale[];
  days: number;
  /** ISO 8601 in UTC. */
  since: string;
};

type Found = {
  replies: ReplyView[];
  /** Mails that belong to no letter, for whoever may see the whole installation's. */
  unassigned: ReplyView[];
  silent: SilentCopy[];
  reminds: boolean;
  showsSilence: boolean;
};

/** The replies of a letter, newest first, what waits for one since when, and what the clock does. */
export async function listReplies(
  ctx: Context,
  input: { slug: string; withUnassigned: boolean },
): Promise<Result<Found, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const [rows, unassigned, silent, clock] = await Promise.all([
    listReplyRows(ctx.db, letter.id),
    input.withUnassigned ? listUnassignedRows(ctx.db) : [],
    listSilentDeliveries(ctx.db, letter.id),
    readClock(ctx.db, letter.id),
  ]);
  return {
    ok: true,
    replies: rows.map((row) => viewReply(ctx, row)),
    unassigned: unassigned.map((row) => viewReply(ctx, row)),
    silent: silent.map(({ id, addressee, locales, days, accepted_at }) => ({
      id,
      addressee,
      locales: locales as Locale[],
      days,
      since: accepted_at.toISOString(),
    })),
    reminds: clock.reply_clock,
    showsSilence: clock.show_silence,
  };
}
