import type { Context } from '~/context.server';
import { findPublicLogo } from '~/db/endorsements.server';
import type { Result } from '~/primitives/result';

/** The logo with this content hash (hex SHA-256) of an approved organisation. */
export async function readLogo(
  ctx: Context,
  input: { hash: string },
): Promise<Result<{ png: Buffer }, 'not-found'>> {
  const row = await findPublicLogo(ctx.db, input.hash);
  return row ? { ok: true, png: row.png } : { ok: false, reason: 'not-found' };
}
