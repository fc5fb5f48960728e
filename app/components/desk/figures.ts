const countries = new Intl.DisplayNames('en-GB', { type: 'region', fallback: 'code' });

/** English name of an ISO 3166-1 alpha-2 code. */
export function countryName(code: string): string {
  return countries.of(code) ?? code;
}

/** Every country by its English name, in the order of the names. */
export function countryChoices(codes: Iterable<string>): { value: string; label: string }[] {
  return [...codes]
    .map((value) => ({ value, label: countryName(value) }))
    .sort((one, other) => one.label.localeCompare(other.label, 'en-GB'));
}

const whole = new Intl.NumberFormat('en-GB');

/** 1204 as "1,204". */
export function writeCount(count: number): string {
  return whole.format(count);
}

/** "1,204 people", "1 person". */
export function writePeople(count: number): string {
  return `${writeCount(count)} ${count === 1 ? 'person' : 'people'}`;
}

/** Bytes as "74 KB" or "1.2 MB" (1 KB = 1,000 bytes). */
export function writeSize(bytes: number): string {
  return bytes < 999_500
    ? `${Math.max(1, Math.round(bytes / 1000))} KB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
