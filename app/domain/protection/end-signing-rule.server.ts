import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import { endSigningRule as endRow, lockSigningRule } from '~/db/signing-rules.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import { changed } from '../audit/audit-changes';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';

/** Ends a rule of this letter at once; `not-found` for one of another letter, `ended` for the second press. */
export async function endSigningRule(
  ctx: Context,
  input: { slug: string; id: string; actor: Actor },
): Promise<Result<object, 'not-found' | 'ended'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter || !isUuid(input.id)) return { ok: false, reason: 'not-found' };
  return ctx.db.transaction().execute(async (trx) => {
    const rule = await lockSigningRule(trx, { id: input.id, letterId: letter.id });
    if (!rule) return { ok: false, reason: 'not-found' };
    if (!(await endRow(trx, { id: rule.id, letterId: letter.id }))) {
      return { ok: false, reason: 'ended' };
    }
    await recordAudit(trx, {
      actor: input.actor,
      action: 'signing-rule.ended',
      letterId: letter.id,
      object: { kind: 'signing-rule', id: rule.id },
      changes: changed({ state: 'live' }, { state: 'ended' }),
      details: { effect: rule.effect, subject: rule.subject },
    });
    return { ok: true };
  });
}
