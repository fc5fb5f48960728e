import { annexOpeningBlocks } from '~/documents/annex-blocks';
import { AnnexRows } from '~/documents/annex-rows.server';
import { documentWords } from '~/documents/document-words';
import { layOutBlocks, pageEnd } from '~/documents/lay-out-blocks.server';
import { annexSize, frame } from '~/documents/page-frame.server';
import { paper } from '~/documents/pdf-sheet.server';
import type { DocumentPart } from '~/documents/write-document.server';
import type { LetterSnapshot } from '~/domain/letters/letter-snapshot';
import type { Locale } from '~/i18n/locale';

/** Annex A with every name of the snapshot, shared out to pages. */
export async function layOutAnnex(
  snapshot: LetterSnapshot,
  locale: Locale,
): Promise<Extract<DocumentPart, { kind: 'annex' }>> {
  const blocks = annexOpeningBlocks(snapshot, locale);
  const opening = layOutBlocks(blocks, frame(locale, annexSize))[0] ?? [];
  const openingEnd = pageEnd(opening) + 12;
  const rows = new AnnexRows(locale, snapshot.signatories);
  const firstRows = await rows.paginate({
    first: paper.height - paper.bottom - openingEnd,
    following: paper.height - paper.bottom - paper.top,
  });
  const annex = { rows, firstRows, opening, openingEnd };
  return { kind: 'annex', locale, bookmark: documentWords[locale].annex, annex };
}
