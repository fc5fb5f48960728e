const writers = new Map<string, Intl.DateTimeFormat>();

function writerOf(timeZone: string): Intl.DateTimeFormat {
  const known = writers.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  writers.set(timeZone, made);
  return made;
}

/**
 * A moment as ISO 8601 with milliseconds on the clocks of a zone: `2026-11-29T18:00:00.000+09:00`,
 * and `…Z` where the clocks show UTC.
 */
export function writeZonedTime(moment: Date, timeZone: string): string {
  const name = writerOf(timeZone)
    .formatToParts(moment)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)$/.exec(name ?? '') ?? [];
  if (!sign || !hours || !minutes) return moment.toISOString();
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  if (offset === 0) return moment.toISOString();
  const wall = new Date(moment.getTime() + offset * 60_000).toISOString();
  return `${wall.slice(0, -1)}${sign}${hours}:${minutes}`;
}

/**
 * The same of what PostgreSQL writes in a session of that zone: `2026-11-29 18:00:00.123456+09`.
 * Parts of a millisecond are cut off.
 */
export function zonedTimeOf(copied: string): string {
  const offsetAt = Math.max(copied.lastIndexOf('+'), copied.lastIndexOf('-'));
  const fraction = copied.slice(20, offsetAt).padEnd(3, '0').slice(0, 3);
  const offset = copied.slice(offsetAt);
  const zone =
    offset === '+00' || offset === '-00' ? 'Z' : offset.length > 3 ? offset : `${offset}:00`;
  return `${copied.slice(0, 10)}T${copied.slice(11, 19)}.${fraction}${zone}`;
}
