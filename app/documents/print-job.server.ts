import { createDocumentSigner, type DocumentSigner } from '~/documents/document-signer.server';
import { renderAnnexPdf, renderLetterDocuments } from '~/documents/render-letter-pdf.server';
import { openSigningIdentity, type SigningConfig } from '~/documents/signing-identity.server';
import type { LetterSnapshot } from '~/domain/letters/letter-snapshot';
import type { PrintedLetter } from '~/domain/letters/press';
import type { Locale } from '~/i18n/locale';

/** Something to print: a letter, in one document or in two, or its annex alone. */
export type PrintJob = {
  snapshot: LetterSnapshot;
  locales: Locale[];
  what: { kind: 'letter'; splitAbove: number } | { kind: 'annex' };
};

/** Where the key is and for which host one is made. */
export type SigningPlace = SigningConfig & { host: string };

export async function openSigner(place: SigningPlace): Promise<DocumentSigner> {
  return createDocumentSigner(await openSigningIdentity(place, place.host));
}

/** Prints in this process. An annex alone is a `letter` that has no annex of its own. */
export async function doPrintJob(job: PrintJob, signer: DocumentSigner): Promise<PrintedLetter> {
  const { snapshot, locales, what } = job;
  if (what.kind === 'letter') {
    return renderLetterDocuments(snapshot, { locales, splitAbove: what.splitAbove, signer });
  }
  return renderAnnexPdf(snapshot, { locales, signer });
}
