const shape = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?$/;

/** Wall-clock time of a moment in a zone, as `<input type="datetime-local">` takes it. */
export function writeLocalTime(moment: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(moment);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

function asUtc(text: string): number {
  const [, year, month, day, hour, minute] = (shape.exec(text) ?? []).map(Number);
  return Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute);
}

/**
 * The moment at which a clock in that zone shows `text` (`YYYY-MM-DDTHH:MM`); null for what is no
 * time, and for one that the zone skips when its clocks go forward.
 */
export function parseLocalTime(text: string, timeZone: string): Date | null {
  const typed = text.trim();
  if (!shape.test(typed)) return null;
  const wall = asUtc(typed);
  // Twice, because the first guess may lie on the other side of a change of the clocks.
  let moment = wall;
  for (let step = 0; step < 2; step += 1) {
    moment = wall - (asUtc(writeLocalTime(new Date(moment), timeZone)) - moment);
  }
  const found = new Date(moment);
  if (Number.isNaN(moment)) return null;
  return writeLocalTime(found, timeZone) === typed.slice(0, 16) ? found : null;
}
