import type { Context } from '~/context.server';
import { listAccessTokenRows } from '~/db/access-tokens.server';
import { nameActors } from '../organisers/name-actors.server';
import type { AccessScope } from './access-token';

export type AccessTokenView = {
  id: string;
  label: string;
  scopes: AccessScope[];
  createdBy: string;
  /** ISO 8601 in UTC. */
  createdAt: string;
  expiresAt: string;
  /** The day, `YYYY-MM-DD`. */
  lastUsedOn: string | null;
  state: 'live' | 'expired' | 'revoked';
};

/** The tokens that were made for a letter, newest first; never the tokens themselves. */
export async function listAccessTokens(ctx: Context, letterId: string): Promise<AccessTokenView[]> {
  const rows = await listAccessTokenRows(ctx.db, letterId);
  const nameOf = await nameActors(
    ctx,
    rows.map((row) => row.created_by),
  );
  return rows.map((row) => ({
    id: row.id,
    label: row.label,
    scopes: row.scopes as AccessScope[],
    createdBy: nameOf(row.created_by),
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    lastUsedOn: row.last_used_on,
    state: row.revoked_at ? 'revoked' : row.live ? 'live' : 'expired',
  }));
}
