import { Link } from '@remix-run/react';
import { sourceLabel } from './source-labels';
import { languageNames } from './state-labels';

type FigureQuery = {
  locale?: keyof typeof languageNames;
  /** `none` for those without one, here and for `source`. */
  country?: string;
  source?: string;
  confirmedOn?: string;
  waiting?: keyof typeof bandLabels;
};

/** How long somebody has waited, in words. */
export const bandLabels = {
  '0-1': 'less than 1 day',
  '1-3': '1 to 3 days',
  '3': 'more than 3 days',
};

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** "5 Nov 2026" for `2026-11-05`. */
export function writeDay(date: string): string {
  return day.format(new Date(`${date}T00:00:00Z`));
}

function describe({ locale, country, source, confirmedOn, waiting }: FigureQuery): string[] {
  return [
    locale ? `signed in ${languageNames[locale]}` : '',
    source && source !== 'none' ? `came by ${sourceLabel(source)}` : '',
    country === 'none' ? 'with no country' : '',
    source === 'none' ? 'with no source' : '',
    confirmedOn ? `confirmed on ${writeDay(confirmedOn)}` : '',
    waiting ? `waiting for ${bandLabels[waiting]}` : '',
  ].filter(Boolean);
}

/** What a list shows of all, when a figure of the overview has led there; and the way to all of it. */
export function FigureFilterNote({ filter, all }: { filter: FigureQuery; all: string }) {
  const parts = describe(filter);
  if (parts.length === 0) return null;
  return (
    <p className="desk-narrowed">
      Shown are only those {parts.join(' and ')}. <Link to={all}>Show all of them</Link>
    </p>
  );
}
