import type { Database } from '~/db/client.server';
import { findOfferedLocales, listUpdateTexts } from '~/db/update-texts.server';
import type { UpdateRow } from '~/db/updates.server';
import { isLocale, type Locale, locales } from '~/i18n/locale';
import { hashUpdateTexts } from './hash-update-texts.server';
import type { UpdateKind, UpdateTexts } from './update';

export type TextRevision = { revision: number; masterRevision: number | null };

export type WrittenUpdate = {
  /** Languages of the letter, in their order. */
  offered: Locale[];
  masterLocale: Locale;
  texts: UpdateTexts;
  /** Of the languages that somebody has written in. */
  revisions: Partial<Record<Locale, TextRevision>>;
  hash: string;
};

/**
 * What is written of an update, also in languages in which its letter is not offered any more: what
 * was approved stays what it was, whatever becomes of the letter.
 */
export async function writtenUpdate(db: Database, row: UpdateRow): Promise<WrittenUpdate> {
  const letter = await findOfferedLocales(db, row.letter_id);
  const offered = locales.filter((locale) => letter.locales.includes(locale));
  const texts: UpdateTexts = {};
  const revisions: WrittenUpdate['revisions'] = {};
  for (const stored of await listUpdateTexts(db, [row.id])) {
    const { locale, subject, body, revision, master_revision: masterRevision } = stored;
    if (!isLocale(locale)) continue;
    texts[locale] = { subject, body };
    revisions[locale] = { revision, masterRevision };
  }
  const about = {
    kind: row.kind as UpdateKind,
    onTimeline: row.on_timeline,
    deliveryId: row.delivery_id,
  };
  return {
    offered,
    masterLocale: letter.master_locale as Locale,
    texts,
    revisions,
    hash: hashUpdateTexts({ ...about, texts }),
  };
}
