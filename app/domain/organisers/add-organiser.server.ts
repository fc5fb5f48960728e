import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import { findOrganiserByEmail, upsertOrganiser } from '~/db/organisers.server';
import { parseEmailAddress } from '~/primitives/email-address';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { issueSignInToken } from './issue-sign-in-token.server';
import type { Actor, OrganiserRole } from './organiser';
import { organiserEmailIndex, sealOrganiser } from './sealed-organiser.server';

/**
 * Makes a mailbox an organiser with a role (or changes the role of one) and returns a one-time
 * sign-in token, which the caller shows to nobody but that person. Valid 30 minutes.
 */
export async function addOrganiser(
  ctx: Context,
  input: { email: string; role: OrganiserRole; actor: Actor },
): Promise<Result<{ signInToken: string }, 'email-format'>> {
  const email = parseEmailAddress(input.email);
  if (!email) return { ok: false, reason: 'email-format' };
  const signInToken = await ctx.db.transaction().execute(async (trx) => {
    const emailIndex = organiserEmailIndex(ctx, email);
    const known = await findOrganiserByEmail(trx, emailIndex);
    const id = known?.id ?? randomUUID();
    const organiserId = await upsertOrganiser(trx, {
      id,
      emailIndex,
      sealed: sealOrganiser(ctx, id, { email, locale: 'en' }),
      role: input.role,
    });
    await recordAudit(trx, {
      actor: input.actor,
      action: known ? 'organiser.role-changed' : 'organiser.added',
      object: { kind: 'organiser', id: organiserId },
      details: { role: input.role },
    });
    return issueSignInToken(trx, organiserId);
  });
  return { ok: true, signInToken };
}
