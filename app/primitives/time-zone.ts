/** Zones with a name of their own, as the IANA database has them; UTC stands first. */
export const timeZones: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')].filter(
  (zone, place, all) => all.indexOf(zone) === place,
);

/** Whether times can be written in the zone of this name, also under an older name of it. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
