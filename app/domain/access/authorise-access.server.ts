import type { Context } from '~/context.server';
import { findLiveAccessToken, noteTokenUse } from '~/db/access-tokens.server';
import { hashToken } from '~/primitives/keyring.server';
import type { Result } from '~/primitives/result';
import type { AccessScope } from './access-token';

export type AccessRefusal = 'unknown-token' | 'not-found' | 'scope-missing';

/**
 * Whether a token may read something of a letter. A token of another letter learns that this one
 * does not exist (`not-found`); expired, revoked and invented tokens are all `unknown-token`. The
 * day of its use is noted.
 */
export async function authoriseAccess(
  ctx: Context,
  input: { token: string; slug: string; scope: AccessScope | null },
): Promise<Result<{ tokenId: string; scopes: AccessScope[] }, AccessRefusal>> {
  const row = await findLiveAccessToken(ctx.db, hashToken(input.token));
  if (!row) return { ok: false, reason: 'unknown-token' };
  if (row.slug !== input.slug) return { ok: false, reason: 'not-found' };
  const scopes = row.scopes as AccessScope[];
  if (input.scope && !scopes.includes(input.scope)) return { ok: false, reason: 'scope-missing' };
  if (row.unused_today) await noteTokenUse(ctx.db, row.id);
  return { ok: true, tokenId: row.id, scopes };
}
