import { intlLocales } from './format-message';
import type { Locale } from './locale';

/** Keeps the Ukrainian abbreviation of "year" on the line of its number. */
function unbroken(date: string): string {
  return date.replaceAll(' р.', '\u00a0р.');
}

/** A date of the calendar, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as exactly as it is given. */
export function formatDay(locale: Locale, date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  const moment = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1));
  const options: Intl.DateTimeFormatOptions = { timeZone: 'UTC', year: 'numeric' };
  if (month) options.month = 'long';
  if (day) options.day = 'numeric';
  return unbroken(new Intl.DateTimeFormat(intlLocales[locale], options).format(moment));
}

/** The day on which a moment (ISO 8601) falls in a time zone. */
export function formatDayOf(locale: Locale, moment: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat(intlLocales[locale], { dateStyle: 'long', timeZone });
  return unbroken(format.format(new Date(moment)));
}

/** Day and time of a moment (ISO 8601) with its time zone by name, so that nobody has to guess. */
export function formatMoment(locale: Locale, moment: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat(intlLocales[locale], {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
    timeZoneName: 'long',
  });
  return unbroken(format.format(new Date(moment)));
}
