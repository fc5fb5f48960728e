import type { Context } from '~/context.server';
import { findLogoOf } from '~/db/endorsement-logos.server';
import type { Result } from '~/primitives/result';

/** The logo that an organisation of this letter sent in, whatever its state, for organisers only. */
export async function readEndorsementLogo(
  ctx: Context,
  input: { slug: string; id: string },
): Promise<Result<{ png: Buffer }, 'not-found'>> {
  const png = await findLogoOf(ctx.db, { slug: input.slug, endorsementId: input.id });
  return png ? { ok: true, png } : { ok: false, reason: 'not-found' };
}
