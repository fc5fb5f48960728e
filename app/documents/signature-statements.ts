import { documentWords } from '~/documents/document-words';
import type { LetterSnapshot } from '~/domain/letters/letter-snapshot';
import type { Locale } from '~/i18n/locale';

/**
 * People who signed by name for the addressee, but whose names this document (made for the public)
 * does not have.
 */
export function namedToAddresseeOnly(snapshot: LetterSnapshot): number {
  const known = snapshot.signatories.length + snapshot.countedOnly;
  return Math.max(0, snapshot.signatureCount - known);
}

/** Sentences that account for every signature: by name, to the addressee only, without a name. */
export function signatureStatements(snapshot: LetterSnapshot, locale: Locale): string[] {
  const words = documentWords[locale];
  const elsewhere = namedToAddresseeOnly(snapshot);
  return [
    words.signedByName(snapshot.signatories.length),
    ...(elsewhere > 0 ? [words.furtherToAddressee(elsewhere)] : []),
    ...(snapshot.countedOnly > 0 ? [words.furtherWithoutName(snapshot.countedOnly)] : []),
  ];
}
