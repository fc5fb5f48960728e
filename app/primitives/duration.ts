/** A length of time in milliseconds, made by the functions below so that units are words. */
export type Duration = number;

export function seconds(count: number): Duration {
  return count * 1000;
}

export function minutes(count: number): Duration {
  return seconds(count * 60);
}

export function hours(count: number): Duration {
  return minutes(count * 60);
}

export function days(count: number): Duration {
  return hours(count * 24);
}
