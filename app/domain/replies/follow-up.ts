import { formatDayOf } from '~/i18n/format-date';
import type { Locale } from '~/i18n/locale';
import { letterPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';
import type { LetterView } from '../letters/letter-view';
import type { SilentCopy } from './list-replies.server';

export type FollowUp = { locale: Locale; subject: string; text: string };

/** A text to ask once more, in each of the addressee's languages, as the letter greets and signs. */
export function writeFollowUp(
  letter: Pick<LetterView, 'slug' | 'masterLocale' | 'texts' | 'timeZone' | 'readableIn'>,
  copy: Pick<SilentCopy, 'locales' | 'days' | 'since'>,
  publicUrl: string,
): FollowUp[] {
  const readable = copy.locales.filter((locale) => letter.readableIn.includes(locale));
  const languages = readable.length > 0 ? readable : [letter.masterLocale];
  return languages.map((locale) => {
    const t = translator(locale);
    const { title, salutation, signOff, letterhead } = letter.texts[locale];
    const date = formatDayOf(locale, copy.since, letter.timeZone);
    const url = publicUrl + letterPath(letter, locale);
    const body = t('followUp.body', { date, title, days: copy.days, url });
    return {
      locale,
      subject: t('followUp.subject', { date, title }),
      text: [salutation, body, signOff, letterhead.name].join('\n\n'),
    };
  });
}
