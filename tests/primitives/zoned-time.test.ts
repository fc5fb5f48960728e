import { expect, test } from 'vitest';
import { writeZonedTime, zonedTimeOf } from '~/primitives/zoned-time';

test.each([
  ['UTC', '2026-11-29T09:00:00.123Z'],
  ['Asia/Seoul', '2026-11-29T18:00:00.123+09:00'],
  ['Europe/Kyiv', '2026-11-29T11:00:00.123+02:00'],
  ['Asia/Kolkata', '2026-11-29T14:30:00.123+05:30'],
  ['America/St_Johns', '2026-11-29T05:30:00.123-03:30'],
  ['Europe/London', '2026-11-29T09:00:00.123Z'],
])('a moment on the clocks of %s is the same moment', (zone, written) => {
  const moment = new Date('2026-11-29T09:00:00.123Z');
  expect(writeZonedTime(moment, zone)).toBe(written);
  expect(new Date(written)).toEqual(moment);
});

test.each([
  ['2026-11-29 09:00:00+00', '2026-11-29T09:00:00.000Z'],
  ['2026-11-29 18:00:00.1+09', '2026-11-29T18:00:00.100+09:00'],
  ['2026-11-29 14:30:00.123456+05:30', '2026-11-29T14:30:00.123+05:30'],
  ['2026-11-29 05:30:00.999999-03:30', '2026-11-29T05:30:00.999-03:30'],
])('%s of PostgreSQL is %s', (copied, written) => {
  expect(zonedTimeOf(copied)).toBe(written);
});
