import { documentWords } from '~/documents/document-words';
import type { LetterSnapshot } from '~/domain/letters/letter-snapshot';
import type { Locale } from '~/i18n/locale';

/** What a reader of the document must know first: that it is a draft, that its data are invented. */
export function snapshotWarnings(snapshot: LetterSnapshot, locale: Locale): string[] {
  const words = documentWords[locale];
  return [
    ...(snapshot.draft ? [words.draft] : []),
    ...(snapshot.demonstration ? [words.demonstration] : []),
  ];
}
