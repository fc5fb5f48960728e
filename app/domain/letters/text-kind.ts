import type { z } from 'zod';
import { type BackgroundDraft, backgroundDraftSchema } from './background-draft';
import { findUnsourced } from './find-unsourced';
import { backgroundTextSchema, letterTextSchema } from './letter';
import { letterDraftSchema } from './letter-draft';
import { partAt } from './part-at';

/** What organisers write in each language: the letter, and what stands on its background page. */
export const textKinds = ['letter', 'background'] as const;
export type TextKind = (typeof textKinds)[number];

/** A text as JSON, written or half written, of either kind. */
export type TextContent = Record<string, unknown>;

/**
 * How each kind is written: the schema of a draft and of a text that may be published, and its
 * fields. `single` are written as a whole, of `lists` each item by itself. `faults` are fields of a
 * draft that its schema takes and that may not be published all the same.
 */
export const textShapes: Record<
  TextKind,
  {
    draft: z.ZodType<TextContent>;
    text: z.ZodType;
    single: string[];
    lists: string[];
    faults: (content: TextContent) => string[];
  }
> = {
  letter: {
    draft: letterDraftSchema,
    text: letterTextSchema,
    single: [
      'title',
      'summary',
      'letterhead.name',
      'letterhead.lines',
      'place',
      'date',
      'addressee',
      'addresseeShort',
      'subject',
      'salutation',
      'requestsIntroduction',
      'signOff',
      'contact',
    ],
    lists: ['paragraphs', 'requests', 'closing', 'notes'],
    faults: () => [],
  },
  background: {
    draft: backgroundDraftSchema,
    text: backgroundTextSchema,
    single: ['introduction'],
    lists: ['sections', 'timeline', 'sources', 'questions'],
    faults: (content) => findUnsourced(content as BackgroundDraft).map(({ field }) => field),
  },
};

/** A text of which nothing is written. */
export function emptyDraft(kind: TextKind): TextContent {
  return textShapes[kind].draft.parse({});
}

/** The paths of all fields that this content has: each single one, and each item of the lists. */
export function fieldsOf(kind: TextKind, content: TextContent): string[] {
  const { single, lists } = textShapes[kind];
  const items = lists.flatMap((list) =>
    ((partAt(content, list) as unknown[] | undefined) ?? []).map((_, index) => `${list}.${index}`),
  );
  return [...single, ...items];
}
