import type { Context } from '~/context.server';
import { deleteLetterRole, findLetterRole } from '~/db/letter-roles.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import { changed } from '../audit/audit-changes';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from './organiser';
import { type TeamRefusal, withTeam } from './with-team.server';

/**
 * Takes somebody's role on one letter away; they are signed out. What they did stays in the audit
 * log under their name. `not-found` for somebody who has no role of their own there.
 */
export async function takeLetterRole(
  ctx: Context,
  input: { slug: string; organiserId: string; actor: Actor },
): Promise<Result<object, TeamRefusal>> {
  const { organiserId, actor } = input;
  if (!isUuid(organiserId)) return { ok: false, reason: 'not-found' };
  return withTeam(ctx, input.slug, async (trx, letter) => {
    const before = await findLetterRole(trx, { organiserId, slug: letter.slug });
    const taken = await deleteLetterRole(trx, { letterId: letter.id, organiserId });
    if (!taken) return { ok: false, reason: 'not-found' };
    await recordAudit(trx, {
      actor,
      action: 'team.role-taken',
      letterId: letter.id,
      object: { kind: 'organiser', id: organiserId },
      changes: changed({ role: before }, { role: null }),
    });
    return { ok: true, organiserId };
  });
}
