import { type WaitingBand, waitingBands } from '~/domain/figures/waiting-band';

const sourceShape = /^[a-z0-9._:/-]{1,200}$/;

/** A day that exists, as `2026-11-29`, of the years 1900 to 2999. */
export function readDay(text: string | null): string | undefined {
  if (!text || !/^(?:19|2\d)\d{2}-\d{2}-\d{2}$/.test(text)) return undefined;
  const day = new Date(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
  return exists ? text : undefined;
}

/** The code of an own link or the words of a campaign, as a signature keeps them. */
export function readSource(text: string | null): string | undefined {
  return text && sourceShape.test(text) ? text : undefined;
}

/** How long what a list shows has waited; undefined for all of it. */
export function readBand(search: URLSearchParams): WaitingBand | undefined {
  return waitingBands.find((band) => band === search.get('waiting'));
}
