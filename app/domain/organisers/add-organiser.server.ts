import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import { deleteSessionsOf, findOrganiserByEmail, upsertOrganiser } from '~/db/organisers.server';
import { parseEmailAddress } from '~/primitives/email-address';
import type { Result } from '~/primitives/result';
import { changed } from '../audit/audit-changes';
import { recordAudit } from '../audit/record-audit.server';
import { type GiveRoleRefusal, giveLetterRole } from './give-letter-role.server';
import { issueSignInToken } from './issue-sign-in-token.server';
import type { Actor, OrganiserRole } from './organiser';
import { organiserEmailIndex, sealOrganiser } from './sealed-organiser.server';

/**
 * Makes a mailbox an organiser with a role, in the installation or on one letter only, in place of
 * the role before; and returns a one-time sign-in token, which the caller shows to nobody but that
 * person. Valid 30 minutes. Whoever gets another role is signed out everywhere.
 */
export async function addOrganiser(
  ctx: Context,
  input: { email: string; role: OrganiserRole; letter?: string; actor: Actor },
): Promise<Result<{ signInToken: string }, GiveRoleRefusal>> {
  const { role, letter, actor } = input;
  const email = parseEmailAddress(input.email);
  if (!email) return { ok: false, reason: 'email-format' };
  if (letter) {
    const given = await giveLetterRole(ctx, { slug: letter, email, role, actor });
    if (!given.ok) return given;
  }
  const emailIndex = organiserEmailIndex(ctx, email);
  const signInToken = await ctx.db.transaction().execute(async (trx) => {
    const known = await findOrganiserByEmail(trx, emailIndex);
    if (letter && known) return issueSignInToken(trx, known.id);
    const id = known?.id ?? randomUUID();
    const organiserId = await upsertOrganiser(trx, {
      id,
      emailIndex,
      sealed: sealOrganiser(ctx, id, { email, locale: 'en' }),
      role,
    });
    if (known && known.role !== role) await deleteSessionsOf(trx, organiserId);
    await recordAudit(trx, {
      actor,
      action: known ? 'organiser.role-changed' : 'organiser.added',
      object: { kind: 'organiser', id: organiserId },
      details: { role },
      changes: changed({ role: known?.role ?? null }, { role }),
    });
    return issueSignInToken(trx, organiserId);
  });
  return { ok: true, signInToken };
}
