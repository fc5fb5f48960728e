import { expect, test } from 'vitest';
import { readKey, readSignatureFilter } from '~/http/read-signature-filter.server';

function read(search: string) {
  return readSignatureFilter(new Request(`http://letters.example/signatures?${search}`));
}

const everything =
  'state=confirmed&visibility=letter&country=UA&locale=ko&flag=any&source=spring-vigil' +
  '&version=2&from=2026-03-01&to=2026-03-31&confirmedOn=2026-03-05&older=24h&waiting=1-3&hidden=yes&q=%EB%AF%BC%EC%84%9C';

test('an organiser keeps a view by its address', () => {
  const view = read(`${everything}&sort=name&size=100&after=cGxhY2U`);
  expect(view.filter).toEqual({
    state: 'confirmed',
    visibility: 'letter',
    country: 'UA',
    locale: 'ko',
    flag: 'any',
    source: 'spring-vigil',
    version: 2,
    from: '2026-03-01',
    to: '2026-03-31',
    confirmedOn: '2026-03-05',
    older: '24h',
    waiting: '1-3',
    hidden: 'yes',
    q: '민서',
  });
  expect(view.order).toEqual({ sort: 'name', direction: 'asc' });
  expect([view.size, view.after, view.before]).toEqual([100, 'cGxhY2U', undefined]);
  expect(view.here).toBe(`?${everything}&sort=name&size=100&after=cGxhY2U`);
  expect(view.firstPage).toBe(`?${everything}&sort=name&size=100`);
  expect(view.hrefAfter('bmV4dA')).toBe(`?${everything}&sort=name&size=100&after=bmV4dA`);
  expect(view.hrefBefore('bmV4dA')).toBe(`?${everything}&sort=name&size=100&before=bmV4dA`);
});

test('a heading sorts, and pressed again it turns the order round', () => {
  const view = read('state=held&sort=name&after=x');
  expect(view.hrefSorted('name')).toBe('?state=held&sort=name&dir=desc');
  expect(view.hrefSorted('signed')).toBe('?state=held&sort=signed');
  expect(view.hrefSorted('number')).toBe('?state=held');
  expect(read('').hrefSorted('number')).toBe('?dir=asc');
});

test('those without a country or a source can be asked for', () => {
  expect(read('country=none&source=none').filter).toMatchObject({
    country: 'none',
    source: 'none',
  });
});

test('the words of the overview are understood, and written as the list writes them', () => {
  const view = read('language=uk&without=source&waiting=3&confirmedOn=2026-03-05');
  expect(view.filter).toEqual({
    locale: 'uk',
    source: 'none',
    waiting: '3',
    confirmedOn: '2026-03-05',
  });
  expect(view.firstPage).toBe('?locale=uk&source=none&confirmedOn=2026-03-05&waiting=3');
  expect(read('without=country').filter).toEqual({ country: 'none' });
});

test('a broken address shows the whole list and not an error', () => {
  const view = read(
    'state=nonsense&visibility=&country=%00&locale=fr&flag=red&source=&version=-1&from=2026-02-30' +
      '&to=yesterday&older=0h&waiting=2&confirmedOn=0000-00-00&hidden=no&q=%20&sort=email&dir=up&size=9999&after=%2F&before=%3C',
  );
  expect(view.filter).toEqual({});
  expect(view.order).toEqual({ sort: 'number', direction: 'desc' });
  expect([view.size, view.after, view.before]).toEqual([50, undefined, undefined]);
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
