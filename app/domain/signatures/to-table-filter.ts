import type { TableFilter } from '~/db/signature-filter.server';
import { hours } from '~/primitives/duration';
import { bandLimits, type WaitingBand } from '../figures/waiting-band';
import { hoursOfAge, type SignatureListFilter, type SignatureSort } from './signature-list';

const [aging, old] = [bandLimits.aging / hours(1), bandLimits.old / hours(1)];
const bandHours: Record<WaitingBand, { from?: number; below?: number }> = {
  '0-1': { below: aging },
  '1-3': { from: aging, below: old },
  '3': { from: old },
};

/**
 * The filter as the database takes it. Sorted by name, or searched, only confirmed and public rows
 * can be found; null when the filter asks for others, so that nothing can match.
 */
export function toTableFilter(
  filter: SignatureListFilter,
  sort: SignatureSort,
  timeZone: string,
): TableFilter | null {
  const { older, waiting, hidden, ...given } = filter;
  const asked: TableFilter = {
    ...given,
    timeZone,
    olderHours: older ? hoursOfAge(older) : undefined,
    waitingHours: waiting && bandHours[waiting],
    hidden: hidden && true,
  };
  if (sort !== 'name' && filter.q === undefined) return asked;
  const { state, visibility } = filter;
  const others = [state ?? 'confirmed', visibility ?? 'public'].join() !== 'confirmed,public';
  return others ? null : { ...asked, state: undefined, visibility: undefined, named: true };
}
