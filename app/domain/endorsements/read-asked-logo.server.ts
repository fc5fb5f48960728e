import type { Context } from '~/context.server';
import { findAskedLogo } from '~/db/endorsement-changes.server';
import type { Result } from '~/primitives/result';

/** The logo that an organisation of this letter asks for, for organisers only. */
export async function readAskedLogo(
  ctx: Context,
  input: { slug: string; id: string },
): Promise<Result<{ png: Buffer }, 'not-found'>> {
  const png = await findAskedLogo(ctx.db, { slug: input.slug, endorsementId: input.id });
  return png ? { ok: true, png } : { ok: false, reason: 'not-found' };
}
