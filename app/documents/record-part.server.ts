import { recordBlocks, signerBlocks } from '~/documents/annex-blocks';
import type { DocumentSigner } from '~/documents/document-signer.server';
import { documentWords } from '~/documents/document-words';
import { qrSide } from '~/documents/draw-qr.server';
import { layOutBlocks, pageEnd } from '~/documents/lay-out-blocks.server';
import { annexSize, frame } from '~/documents/page-frame.server';
import { paper } from '~/documents/pdf-sheet.server';
import type { DocumentPart } from '~/documents/write-document.server';
import type { LetterSnapshot } from '~/domain/letters/letter-snapshot';
import type { Locale } from '~/i18n/locale';

/**
 * The last page of a document: what it is, as at when, who signed it, and where the letter is found,
 * in words and as a QR code.
 */
export function recordPart(
  snapshot: LetterSnapshot,
  locale: Locale,
  signer: DocumentSigner | null,
): DocumentPart {
  const { record } = documentWords[locale];
  const blocks = [...recordBlocks(snapshot, locale), ...signerBlocks(signer, locale)];
  const pages = layOutBlocks(blocks, frame(locale, annexSize));
  let top = pageEnd(pages.at(-1) ?? []) + 8;
  if (top + qrSide > paper.height - paper.bottom) {
    pages.push([]);
    top = paper.top;
  }
  const qr = { address: snapshot.letterUrl, alt: record.scan(snapshot.letterUrl), top };
  return { kind: 'pages', locale, bookmark: record.heading, pages, warned: true, qr };
}
