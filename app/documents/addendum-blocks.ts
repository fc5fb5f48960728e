import { addendumSections } from '~/documents/addendum-sections';
import { type Block, plainRow } from '~/documents/letter-blocks';
import type { LetterSnapshot } from '~/domain/letters/letter-snapshot';
import type { Locale } from '~/i18n/locale';

/** The first pages of an addendum in one language, in the place of the letter. */
export function addendumBlocks(snapshot: LetterSnapshot, locale: Locale): Block[] {
  return addendumSections(snapshot, locale).flatMap(({ heading, level, paragraphs, items }) => [
    {
      tag: level === 1 ? ('H1' as const) : ('H2' as const),
      rows: [plainRow(heading, level === 1 ? 'heading' : 'subheading')],
      gap: level === 1 ? 0 : 1.1,
      keepWithNext: true,
      ruleBelow: level === 1,
    },
    ...paragraphs.map(
      (paragraph): Block => ({ tag: 'P', rows: [plainRow(paragraph, 'body')], gap: 0.6 }),
    ),
    ...items.map(
      (item): Block => ({ tag: 'LI', label: '–', rows: [plainRow(item, 'body')], gap: 0.25 }),
    ),
  ]);
}
