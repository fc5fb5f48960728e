import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { findLetterRow } from '~/db/letters.server';
import { findReply, lockReply, type ReplyRow } from '~/db/replies.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import type { Actor } from '../organisers/organiser';

export type ReplyInput = { slug: string; id: string; actor: Actor };

/** Runs `act` on a reply of this letter under its lock; one of another letter is not found. */
export async function withReply<Done extends object, Refusal extends string>(
  ctx: Context,
  input: Pick<ReplyInput, 'slug' | 'id'>,
  act: (trx: Transaction, row: ReplyRow & { letter_id: string }) => Promise<Result<Done, Refusal>>,
): Promise<Result<Done, Refusal | 'not-found'>> {
  if (!isUuid(input.id)) return { ok: false, reason: 'not-found' };
  return ctx.db.transaction().execute(async (trx) => {
    const letter = await findLetterRow(trx, { slug: input.slug });
    await lockReply(trx, input.id);
    const row = await findReply(trx, input.id);
    if (!row || !letter || row.letter_id !== letter.id) return { ok: false, reason: 'not-found' };
    return act(trx, { ...row, letter_id: letter.id });
  });
}
