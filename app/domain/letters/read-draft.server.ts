import type { Context } from '~/context.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { loadWriting, type WrittenText } from './load-writing.server';
import type { TextContent, TextKind } from './text-kind';
import { type TextProgress, textStatus } from './text-status.server';
import { hashFields } from './translation-sources.server';

export type Draft = WrittenText &
  TextProgress & {
    /** For a translation the text it is made from, and the hashes a form gives back with a save. */
    master: { content: TextContent; revision: number; hashes: Record<string, string> } | null;
    masterLocale: Locale;
    offered: Locale[];
    timeZone: string;
  };

/**
 * The text in one language as it is being written; where nobody has begun a draft, what is public,
 * with revision 0. `not-found` for an unknown letter or a language it is not offered in.
 */
export async function readDraft(
  ctx: Pick<Context, 'db'>,
  input: { letterId: string; kind: TextKind; locale: Locale },
): Promise<Result<{ draft: Draft }, 'not-found'>> {
  const { kind, locale } = input;
  const writing = await loadWriting(ctx.db, input);
  if (!writing?.offered.includes(locale)) return { ok: false, reason: 'not-found' };
  const { masterLocale, offered, timeZone } = writing;
  const master = writing.text(masterLocale);
  return {
    ok: true,
    draft: {
      ...writing.text(locale),
      ...textStatus(writing, locale),
      master:
        locale === masterLocale
          ? null
          : {
              content: master.content,
              revision: master.revision,
              hashes: hashFields(kind, master.content),
            },
      masterLocale,
      offered,
      timeZone,
    },
  };
}
