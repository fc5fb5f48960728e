import type { Database } from '~/db/client.server';
import {
  findLetterLanguages,
  listPublicTexts,
  listTextDrafts,
  type TextDraftRow,
} from '~/db/text-drafts.server';
import { isLocale, type Locale } from '~/i18n/locale';
import { emptyDraft, type TextContent, type TextKind, textShapes } from './text-kind';
import { type Sources, sourcesBeside } from './translation-sources.server';

/** A text in one language as it is being written: its draft, or what is public where there is none. */
export type WrittenText = {
  content: TextContent;
  /** What is public, or null where nothing is. */
  published: TextContent | null;
  /** 0 where there is no draft. */
  revision: number;
  /** The last revision of the master with which the whole translation agreed. */
  masterRevision: number | null;
  sources: Sources;
  /** In the organisers' own words, such as "draft, native review pending". */
  review: string;
  savedAt: Date | null;
};

export type Writing = {
  kind: TextKind;
  masterLocale: Locale;
  /** The languages that the letter is offered in, the master's first. */
  offered: Locale[];
  timeZone: string;
  text(locale: Locale): WrittenText;
};

/** The state of writing of a letter's texts, or its background, in every language; null for no letter. */
export async function loadWriting(
  db: Database,
  { letterId, kind }: { letterId: string; kind: TextKind },
): Promise<Writing | null> {
  const languages = await findLetterLanguages(db, letterId);
  if (!languages) return null;
  const drafts = await listTextDrafts(db, { letterId, kind });
  const published = await listPublicTexts(db, { letterId, kind });
  const masterLocale = languages.master_locale as Locale;
  const others = languages.locales.filter(isLocale).filter((locale) => locale !== masterLocale);
  const publicIn = (locale: Locale) => published.find((row) => row.locale === locale);

  function text(locale: Locale): WrittenText {
    const draft = drafts.find((row) => row.locale === locale);
    const known = publicIn(locale);
    const publicContent = known ? asDraft(kind, known.content) : null;
    const master = publicIn(masterLocale);
    return {
      content: draft ? asDraft(kind, draft.content) : (publicContent ?? emptyDraft(kind)),
      published: publicContent,
      revision: draft?.revision ?? 0,
      masterRevision: draft?.master_revision ?? null,
      sources: draft ? sourcesOf(draft) : publicSources(),
      review: draft?.review ?? known?.review ?? 'draft',
      savedAt: draft?.updated_at ?? null,
    };

    function publicSources(): Sources {
      if (!publicContent || !master || locale === masterLocale) return {};
      return sourcesBeside(kind, publicContent, asDraft(kind, master.content));
    }
  }

  return {
    kind,
    masterLocale,
    offered: [masterLocale, ...others],
    timeZone: languages.time_zone,
    text,
  };
}

function sourcesOf(draft: TextDraftRow): Sources {
  return draft.sources as Sources;
}

/** As a draft is written, also what an earlier version of the program has stored. */
function asDraft(kind: TextKind, content: unknown): TextContent {
  const parsed = textShapes[kind].draft.safeParse(content);
  return parsed.success ? parsed.data : { ...emptyDraft(kind), ...(content as TextContent) };
}
