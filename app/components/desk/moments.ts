/** A point in time as a machine and as a reader see it; written on the server, once. */
export type Moment = { iso: string; text: string };

type Point = string | Date;

/**
 * Writers of times in one zone ("12 Feb 2025, 18:00").
 * Formatting stays on the server: browsers spell some dates in another way.
 */
export function momentsIn(timeZone: string) {
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone });
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone });
  function at(point: Point): Moment {
    const date = new Date(point);
    return { iso: date.toISOString(), text: `${day.format(date)}, ${time.format(date)}` };
  }
  return {
    at,
    atOrNull: (point: Point | null): Moment | null => (point === null ? null : at(point)),
  };
}

/** "Seoul time" for `Asia/Seoul`, "UTC" for `UTC`. */
export function timeZoneName(timeZone: string): string {
  const city = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;
  return timeZone.includes('/') ? `${city} time` : city;
}

/** The time of day only ("14:02"), for what happened just now. */
export function clockTime(point: Point, timeZone: string): string {
  const format = { hour: '2-digit', minute: '2-digit', timeZone } as const;
  return new Intl.DateTimeFormat('en-GB', format).format(new Date(point));
}
