import type { CameBy } from '~/components/news-consent-field';
import type { Context } from '~/context.server';
import { findShareLink } from '~/domain/endorsements/find-share-link.server';

/**
 * Whose own link a visitor came by, as far as a page may say so; null for a code that is nobody's,
 * with which the page is the plain one.
 */
export async function readCameBy(
  ctx: Context,
  link: { letterId: string; code: string | undefined },
): Promise<CameBy | null> {
  const found = await findShareLink(ctx, link);
  if (!found) return null;
  const { code, organisation, newsPrivacyUrl } = found;
  return { code, organisation, newsPrivacyUrl };
}
