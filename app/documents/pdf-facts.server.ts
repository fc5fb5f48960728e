import { createHash } from 'node:crypto';
import type { PdfFacts } from '~/documents/tagged-pdf.server';
import type { LetterSnapshot } from '~/domain/letters/letter-snapshot';
import type { Locale } from '~/i18n/locale';

/** What a document says of itself; its digest is over the snapshot and what is `made` of it. */
export function pdfFacts(snapshot: LetterSnapshot, locales: Locale[], made: object): PdfFacts {
  const main = locales[0] ?? snapshot.masterLocale;
  const text = snapshot.texts[main];
  const { signatories, ...rest } = snapshot;
  const digest = createHash('sha256').update(JSON.stringify([locales, rest, made]));
  for (const signatory of signatories) digest.update(JSON.stringify(signatory));
  return {
    title: text.title,
    author: text.letterhead.name,
    subject: text.subject,
    language: main,
    madeAt: new Date(snapshot.takenAt),
    digest: digest.digest('hex'),
  };
}
