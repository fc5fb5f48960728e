import { type WaitingBand, waitingBands } from '~/domain/figures/waiting-band';
import { type Locale, locales } from '~/i18n/locale';

/** The part of a list's address that figures of the overview lead to. */
export type FigureQuery = {
  language?: Locale;
  source?: string;
  without?: 'country' | 'source';
  /** `YYYY-MM-DD`, in the letter's time zone. */
  confirmedOn?: string;
  waiting?: WaitingBand;
};

const sourceShape = /^[a-z0-9._:/-]{1,200}$/;

/** A day that exists, as `2026-11-29`. */
export function readDay(text: string | null): string | undefined {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const day = new Date(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
  return exists ? text : undefined;
}

/** Reads it; anything unknown is left out. */
export function readFigureFilter(search: URLSearchParams): FigureQuery {
  const source = search.get('source');
  return {
    language: locales.find((locale) => locale === search.get('language')),
    source: source && sourceShape.test(source) ? source : undefined,
    without: (['country', 'source'] as const).find((one) => one === search.get('without')),
    confirmedOn: readDay(search.get('confirmedOn')),
    waiting: readBand(search),
  };
}

/** How long what a list shows has waited; undefined for all of it. */
export function readBand(search: URLSearchParams): WaitingBand | undefined {
  return waitingBands.find((band) => band === search.get('waiting'));
}
