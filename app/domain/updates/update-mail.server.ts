import type { Database } from '~/db/client.server';
import { type LetterRow, listLetterTexts } from '~/db/letters.server';
import type { UpdateRow } from '~/db/updates.server';
import type { Locale } from '~/i18n/locale';
import type { LetterText } from '../letters/letter';
import type { MessageProps } from '../messages/message';
import { paragraphsOf, promisedUpdates, type UpdateKind } from './update';
import type { WrittenUpdate } from './written-update.server';

type UpdateMail = MessageProps['update'];

/** What an update's mails are made of. */
export type MailSource = WrittenUpdate & { row: UpdateRow; letter: LetterRow };

/** What stands in a mail in place of somebody's own links while nobody is meant. */
const example = { manageToken: 'your-own-link', unsubscribeToken: 'your-own-link', place: 1 };

/** The language in which somebody is mailed: their own, or the master where nothing was written in it. */
export function mailLocale(source: WrittenUpdate, wanted: Locale): Locale {
  return source.texts[wanted]?.body ? wanted : source.masterLocale;
}

/** A maker of an update's mails, in any language. */
export async function updateMailMaker(db: Database, source: MailSource) {
  const { row, letter, texts, masterLocale } = source;
  const letterTexts = await listLetterTexts(db, letter.version_id);
  const titles = new Map(
    letterTexts.map((text) => [text.locale, (text.content as LetterText).title]),
  );
  return function mailIn(
    locale: Locale,
    person: Pick<UpdateMail, 'manageToken' | 'unsubscribeToken' | 'place'>,
  ): UpdateMail {
    const text = texts[locale];
    return {
      slug: letter.slug,
      masterLocale,
      locale,
      letterTitle: titles.get(locale) ?? titles.get(masterLocale) ?? '',
      discreetSubject: letter.discreet_subject,
      about: row.kind as UpdateKind,
      subject: text?.subject ?? '',
      paragraphs: paragraphsOf(text?.body ?? ''),
      promised: promisedUpdates,
      ...person,
    };
  };
}

/** The mail in each language of the letter, with nobody's links. */
export async function exampleMails(db: Database, source: MailSource): Promise<UpdateMail[]> {
  const mailIn = await updateMailMaker(db, source);
  return source.offered.map((locale) => mailIn(locale, example));
}
