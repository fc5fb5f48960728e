import type { Context } from '~/context.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { loadWriting } from './load-writing.server';
import type { TextKind } from './text-kind';
import { type TextProgress, textStatus } from './text-status.server';

export type DraftState = TextProgress & {
  locale: Locale;
  isMaster: boolean;
  /** 0 where there is no draft, so that the text is the public one. */
  revision: number;
  review: string;
  savedAt: Date | null;
};

/** How far the letter, or its background, is written in each language; the master's first. */
export async function readDraftStates(
  ctx: Pick<Context, 'db'>,
  input: { letterId: string; kind: TextKind },
): Promise<Result<{ states: DraftState[] }, 'not-found'>> {
  const writing = await loadWriting(ctx.db, input);
  if (!writing) return { ok: false, reason: 'not-found' };
  const states = writing.offered.map((locale) => {
    const { revision, review, savedAt } = writing.text(locale);
    const isMaster = locale === writing.masterLocale;
    return { locale, isMaster, revision, review, savedAt, ...textStatus(writing, locale) };
  });
  return { ok: true, states };
}
