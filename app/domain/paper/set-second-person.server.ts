import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import { writeSecondPerson } from '~/db/paper-batches.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';

/** Says whether batches of this letter need a second person to count; audited. */
export async function setSecondPerson(
  ctx: Context,
  input: { slug: string; needed: boolean; actor: Actor },
): Promise<Result<object, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  await ctx.db.transaction().execute(async (trx) => {
    await writeSecondPerson(trx, letter.id, input.needed);
    await recordAudit(trx, {
      actor: input.actor,
      action: 'paper.second-person',
      letterId: letter.id,
      details: { needed: input.needed },
    });
  });
  return { ok: true };
}
