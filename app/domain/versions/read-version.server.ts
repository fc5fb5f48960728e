import type { Context } from '~/context.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { findLetter } from '../letters/find-letter.server';
import type { LetterText } from '../letters/letter';
import type { FieldDiff } from './diff-letter-texts';
import { diffVersions, readVersionText } from './diff-versions.server';
import type { VersionView } from './letter-version';
import { listVersions } from './list-versions.server';

/**
 * One version of a public letter in one language: its text, and what differs from the version
 * before it (`before` is null for the first).
 */
export async function readVersion(
  ctx: Context,
  input: { slug: string; number: number; locale: Locale },
): Promise<
  Result<
    {
      version: VersionView;
      text: LetterText;
      before: { number: number; fields: FieldDiff[] } | null;
    },
    'not-found'
  >
> {
  const { locale } = input;
  const found = await findLetter(ctx, input);
  if (!found.ok) return found;
  const versions = await listVersions(ctx, found.letter.id);
  const place = versions.findIndex(({ number }) => number === input.number);
  const version = versions[place];
  const text = version && (await readVersionText(ctx, version.id, locale));
  if (!version || !text) return { ok: false, reason: 'not-found' };
  const last = versions[place + 1];
  const fields = last && (await diffVersions(ctx, { from: last.id, to: version.id, locale }));
  const before = last && fields ? { number: last.number, fields } : null;
  return { ok: true, version, text, before };
}
