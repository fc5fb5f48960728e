import { documentWords } from '~/documents/document-words';
import type { LetterSnapshot } from '~/domain/letters/letter-snapshot';
import { formatDayOf } from '~/i18n/format-date';
import type { Locale } from '~/i18n/locale';

/**
 * People who signed by name for the addressee, but whose names this document (made for the public)
 * does not have.
 */
export function namedToAddresseeOnly(snapshot: LetterSnapshot): number {
  const known = snapshot.signatories.length + snapshot.countedOnly;
  return Math.max(0, snapshot.signatureCount - known);
}

/**
 * Sentences that account for every signature: by name, to the addressee only, without a name; apart
 * from them, for an earlier text only; for those who have withdrawn since the copy that the addressee
 * has; and signatures on paper.
 */
export function signatureStatements(snapshot: LetterSnapshot, locale: Locale): string[] {
  const words = documentWords[locale];
  const { earlierPeople = 0 } = snapshot;
  const apart = earlierPeople > 0 ? [words.signedEarlier(earlierPeople)] : [];
  const onPaper = paperStatements(snapshot, locale);
  if (snapshot.namesHidden) {
    return [words.signedInAll(snapshot.signatureCount), words.namesHidden, ...apart, ...onPaper];
  }
  const elsewhere = namedToAddresseeOnly(snapshot);
  return [
    words.signedByName(snapshot.signatories.length),
    ...(elsewhere > 0 ? [words.furtherToAddressee(elsewhere)] : []),
    ...(snapshot.countedOnly > 0 ? [words.furtherWithoutName(snapshot.countedOnly)] : []),
    ...apart,
    ...withdrawalStatements(snapshot, locale),
    ...onPaper,
  ];
}

/** How many signed online and how many on paper, only where there are any on paper. */
function paperStatements({ paper, signatureCount }: LetterSnapshot, locale: Locale): string[] {
  if (!paper || paper.batches === 0) return [];
  return [documentWords[locale].onPaper(signatureCount, paper.signatures, paper.batches)];
}

function withdrawalStatements({ previousCopy, timeZone }: LetterSnapshot, locale: Locale) {
  if (!previousCopy) return [];
  const { at, withdrawnPeople, withdrawnOrganisations } = previousCopy;
  const words = documentWords[locale];
  const day = formatDayOf(locale, at, timeZone);
  return [
    ...(withdrawnPeople > 0 ? [words.withdrawnPeople(withdrawnPeople, day)] : []),
    ...(withdrawnOrganisations > 0
      ? [words.withdrawnOrganisations(withdrawnOrganisations, day)]
      : []),
  ];
}
