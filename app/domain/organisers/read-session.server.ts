import type { Context } from '~/context.server';
import { findSession, touchSession } from '~/db/organisers.server';
import { hours, minutes } from '~/primitives/duration';
import { hashToken } from '~/primitives/keyring.server';
import type { Organiser, OrganiserRole } from './organiser';
import { unsealOrganiser } from './sealed-organiser.server';

const limits = { idle: minutes(30), absolute: hours(12) };

/** Who a session belongs to while it lives (30 minutes idle, 12 hours in all), else null. */
export async function readSession(
  ctx: Context,
  input: { sessionId: string },
): Promise<Organiser | null> {
  const idHash = hashToken(input.sessionId);
  const row = await findSession(ctx.db, idHash, limits);
  if (!row) return null;
  if (row.stale) await touchSession(ctx.db, idHash);
  return { id: row.id, email: unsealOrganiser(ctx, row).email, role: row.role as OrganiserRole };
}
