import type { Context } from '~/context.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { findLetter } from '../letters/find-letter.server';
import { findShareLink } from './find-share-link.server';
import { shownNames } from './organisation-names';

/** By what stands on them; the organisations of a letter in three languages fit in. */
const painted = new Map<string, Promise<Buffer>>();
const paintedKept = 600;

/** The badge of an approved organisation in one language, 640 × 200 PNG; for no other code. */
export async function renderOrganisationBadge(
  ctx: Context,
  input: { slug: string; code: string; locale: Locale },
): Promise<Result<{ png: Buffer }, 'not-found'>> {
  const { code, locale } = input;
  const found = await findLetter(ctx, input);
  if (!found.ok) return found;
  const link = await findShareLink(ctx, { letterId: found.letter.id, code });
  if (!link) return { ok: false, reason: 'not-found' };
  const { name } = shownNames(link.organisation, locale);
  const { title } = found.letter.texts[locale];
  const words = JSON.stringify([locale, name, title]);
  const known = painted.get(words);
  if (known) return { ok: true, png: await known };
  const png = ctx.press.badge(name, title, locale);
  painted.set(words, png);
  if (painted.size > paintedKept) painted.delete([...painted.keys()][0] ?? '');
  png.catch(() => painted.delete(words));
  return { ok: true, png: await png };
}
