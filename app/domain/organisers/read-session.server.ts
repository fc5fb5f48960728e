import type { Context } from '~/context.server';
import { findLetterRole } from '~/db/letter-roles.server';
import { findSession, touchSession } from '~/db/organisers.server';
import { hashToken } from '~/primitives/keyring.server';
import type { OrganiserRole, SignedIn } from './organiser';
import { unsealOrganiser } from './sealed-organiser.server';
import { sessionLimits } from './session-limits';

/**
 * Who a session belongs to while it lives (30 minutes idle, 12 hours in all), else null. On a letter
 * the role there counts, elsewhere and without one the role in the installation; who owns that owns
 * every letter. A session that was opened before its organiser enrolled is nobody's: with the
 * second factor never proven it would be a way around it.
 */
export async function readSession(
  ctx: Context,
  input: { sessionId: string; slug?: string },
): Promise<SignedIn | null> {
  const idHash = hashToken(input.sessionId);
  const row = await findSession(ctx.db, idHash, sessionLimits);
  if (!row || (row.enrolled && !row.factor_at)) return null;
  if (row.stale) await touchSession(ctx.db, idHash);
  const { slug } = input;
  const here = slug ? await findLetterRole(ctx.db, { organiserId: row.id, slug }) : null;
  const role = (row.role === 'owner' ? row.role : (here ?? row.role)) as OrganiserRole | null;
  return {
    id: row.id,
    email: unsealOrganiser(ctx, row).email,
    role,
    enrolled: row.enrolled,
    protectedWhole: row.enrolled && row.codes_made,
    factorRecent: row.factor_recent,
    enteredBy: row.entered_by as SignedIn['enteredBy'],
  };
}
