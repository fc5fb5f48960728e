import type { Context } from '~/context.server';
import { listLiveSessions } from '~/db/organisers.server';
import { hashToken } from '~/primitives/keyring.server';
import { sessionLimits } from './session-limits';

export type SessionView = {
  /** It is the one that asks. */
  own: boolean;
  /** ISO 8601 in UTC; last used is known to the minute. */
  startedAt: string;
  lastUsedAt: string;
};

/** Where an organiser is signed in now, last used first. No address and no device is stored. */
export async function listSessions(
  ctx: Context,
  input: { organiserId: string; sessionId: string },
): Promise<SessionView[]> {
  const own = hashToken(input.sessionId);
  const rows = await listLiveSessions(ctx.db, input.organiserId, sessionLimits);
  return rows.map((row) => ({
    own: row.id_hash.equals(own),
    startedAt: row.created_at.toISOString(),
    lastUsedAt: row.last_seen_at.toISOString(),
  }));
}
