import { createHash } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { findLetter } from './find-letter.server';
import { textLocale } from './letter-view';
import { manyNames } from './press';
import { printPublicLetter } from './print-public-letter.server';
import { takeSnapshot } from './take-snapshot.server';

/** The last document of each letter and language; a newer content takes its place. */
const printed = new Map<string, { content: string; pdf: Promise<Buffer> }>();

/**
 * The public PDF of a letter: its text, approved organisations and public signatories. The same
 * content is printed once and then served from memory; with very many names it is `being-made` when
 * somebody asks for it first. A language that the letter cannot be read in
 * gives the one in the master language.
 */
export async function renderPublicLetter(
  ctx: Context,
  input: { slug: string; locale: Locale },
): Promise<Result<{ pdf: Buffer }, 'not-found' | 'being-made'>> {
  const found = await findLetter(ctx, input);
  if (!found.ok) return found;
  const locale = textLocale(found.letter, input.locale);
  if (found.letter.counts.signatures > manyNames) {
    const pdf = await printPublicLetter(ctx, found.letter, locale);
    return pdf ? { ok: true, pdf } : { ok: false, reason: 'being-made' };
  }
  const { snapshot } = await takeSnapshot(ctx, found.letter, 'public', locale);
  const content = createHash('sha256')
    .update(JSON.stringify({ ...snapshot, takenAt: null }))
    .digest('hex');
  const place = `${found.letter.id}:${locale}`;
  const last = printed.get(place);
  if (last?.content === content) return { ok: true, pdf: await last.pdf };
  const pdf = ctx.press.letterPdf(snapshot, [locale]);
  printed.set(place, { content, pdf });
  pdf.catch(() => printed.delete(place));
  return { ok: true, pdf: await pdf };
}
