import type { Context } from '~/context.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { listPublicEndorsements } from '../endorsements/list-public-endorsements.server';
import { fillDraft } from './fill-draft';
import type { LetterText } from './letter';
import type { LetterDraft } from './letter-draft';
import type { LetterView, PublicEndorsement } from './letter-view';
import { readDraft } from './read-draft.server';
import { takeSnapshot } from './take-snapshot.server';

type Asked = { letter: LetterView; locale: Locale };

async function readText(ctx: Context, { letter, locale }: Asked): Promise<LetterText | null> {
  const found = await readDraft(ctx, { letterId: letter.id, kind: 'letter', locale });
  if (!found.ok) return null;
  const today = ctx.clock.now().toISOString().slice(0, 10);
  return fillDraft(found.draft.content as LetterDraft, today);
}

/**
 * What a draft would look like on the page: its text, with marks where something is missing, and
 * the organisations that stand under it by name. `not-found` for a language it is not offered in.
 */
export async function previewLetter(
  ctx: Context,
  asked: Asked,
): Promise<Result<{ text: LetterText; founders: PublicEndorsement[] }, 'not-found'>> {
  const text = await readText(ctx, asked);
  if (!text) return { ok: false, reason: 'not-found' };
  const endorsements = await listPublicEndorsements(ctx, asked.letter.id, asked.locale);
  const founders = endorsements.filter(
    ({ coordinator, foundingPosition }) => coordinator || foundingPosition !== null,
  );
  return { ok: true, text, founders };
}

/** A draft as the public would be sent it, PDF or plain text, marked as a draft; public names only. */
export async function printDraft(
  ctx: Context,
  asked: Asked & { as: 'pdf' | 'text' },
): Promise<Result<{ bytes: Buffer }, 'not-found'>> {
  const { letter, locale } = asked;
  const text = await readText(ctx, asked);
  if (!text) return { ok: false, reason: 'not-found' };
  const written = { ...letter, texts: { ...letter.texts, [locale]: text } };
  const taken = await takeSnapshot(ctx, written, 'public', locale);
  const snapshot = { ...taken.snapshot, draft: true as const };
  const bytes =
    asked.as === 'pdf'
      ? await ctx.press.letterPdf(snapshot, [locale])
      : Buffer.from(ctx.press.letterText(snapshot, [locale]));
  return { ok: true, bytes };
}
