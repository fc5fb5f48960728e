import { expect, test } from 'vitest';
import { readKey, readSignatureFilter } from '~/http/read-signature-filter.server';

function read(search: string) {
  return readSignatureFilter(new Request(`http://letters.example/signatures?${search}`));
}

test('an organiser keeps a view by its address', () => {
  const view = read('state=confirmed&visibility=letter&country=UA&before=900');
  expect(view.filter).toEqual({ state: 'confirmed', visibility: 'letter', country: 'UA' });
  expect(view.before).toBe(900);
  expect(view.hrefBefore(850)).toBe('?state=confirmed&visibility=letter&country=UA&before=850');
  expect(view.firstPage).toBe('?state=confirmed&visibility=letter&country=UA');
});

test('a broken address shows the whole list and not an error', () => {
  const view = read('state=nonsense&visibility=&country=%00&before=-1');
  expect(view.filter).toEqual({});
  expect(view.before).toBeUndefined();
  expect(view.firstPage).toBe('?');
});

test('only a number that the database can hold is a key', () => {
  expect([
    readKey('12'),
    readKey('0'),
    readKey('1e3'),
    readKey('9'.repeat(20)),
    readKey(null),
  ]).toEqual([12, undefined, undefined, undefined, undefined]);
});
