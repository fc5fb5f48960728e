import { expect, test } from 'vitest';
import { nameSkeleton } from '~/primitives/name-skeleton';

test.each([
  ['a disguise in Cyrillic letters', 'Open Door', 'Орen Dооr'],
  ['one in Greek capitals', 'TIME', 'ΤΙΜΕ'],
  ['signs, case and spaces', 'Citizens for Rights', 'CITIZENS – FOR-RIGHTS.'],
  ['accents and full width', 'Amis de Léa', 'Ａmis de Lea'],
  ['digits and letters that look alike', 'Hilo 10', 'HI1O l0'],
  ['legal forms and articles', 'The Open Door, Inc.', 'open door'],
  ['a Korean legal form', '사단법인 열린문', '열린 문'],
])('the reviewer meets %s as the same name', (_what, one, other) => {
  expect(nameSkeleton(one)).toBe(nameSkeleton(other));
});

test.each([
  ['Гуртом', 'Буртом'],
  ['열린문', '닫힌문'],
  ['Open Door', 'Open Doors'],
])('%s and %s stay two names', (one, other) => {
  expect(nameSkeleton(one)).not.toBe(nameSkeleton(other));
});
