import type { Writable } from 'node:stream';
import type { DocumentSigner } from '~/documents/document-signer.server';
import { documentWords } from '~/documents/document-words';
import { layOutAnnex } from '~/documents/lay-out-annex.server';
import { pdfFacts } from '~/documents/pdf-facts.server';
import { recordPart } from '~/documents/record-part.server';
import { type WrittenDocument, writeDocument } from '~/documents/write-document.server';
import type { LetterSnapshot } from '~/domain/letters/letter-snapshot';
import type { Locale } from '~/i18n/locale';

/** Writes Annex A as a document of its own to a stream. See `writeDocument`. */
export async function writeAnnexPdf(
  snapshot: LetterSnapshot,
  locale: Locale,
  out: Writable,
  signer: DocumentSigner | null = null,
): Promise<WrittenDocument & { annexPages: number }> {
  const named = await layOutAnnex(snapshot, locale);
  const facts = pdfFacts(snapshot, [locale], { alone: true, signer: signer?.fingerprint });
  const { annex, signatories } = documentWords[locale];
  const title = `${annex}. ${signatories}. ${facts.title}`;
  const parts = [named, recordPart(snapshot, locale, signer)];
  const written = await writeDocument({ snapshot, facts: { ...facts, title }, parts }, signer, out);
  return { ...written, annexPages: named.annex.firstRows.length };
}
