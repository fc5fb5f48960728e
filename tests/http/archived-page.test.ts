import { expect, test } from 'vitest';
import { archivedPage, archivedStyles, filesOf, placeOfFile } from '~/http/archived-page';

const places = new Map([
  ['/ko/letters/a', 'ko/index.html'],
  ['/letters/a/background', 'en/background.html'],
]);
const page = (html: string) =>
  archivedPage(html, {
    name: 'en/index.html',
    publicUrl: 'https://letters.example',
    placeOf: (path) => places.get(path) ?? null,
    note: '<p>a copy</p>',
  });

test('a reader of a copied page finds by its links what lies beside it', () => {
  expect(page('<a href="/ko/letters/a">')).toBe('<a href="../ko/index.html">');
  expect(page('<a href="/letters/a/background#source-2">')).toBe(
    '<a href="../en/background.html#source-2">',
  );
  expect(page('<a href="#main">')).toBe('<a href="#main">');
  expect(page('<img src="/media/0a1b.png">')).toBe('<img src="../files/0a1b.png">');
  expect(page('<link rel="stylesheet" href="/assets/site-B1.css">')).toBe(
    '<link rel="stylesheet" href="../files/site-B1.css">',
  );
});

test('what the copy does not hold is found on the site', () => {
  expect(page('<a href="/letters/a/signatures?x=1&amp;y=2">')).toBe(
    '<a href="https://letters.example/letters/a/signatures?x=1&amp;y=2">',
  );
  expect(page('<p><section class="sign-bar"><a href="#sign">Sign</a></section>')).toBe('<p>');
  expect(page('<form method="post" action="/letters/a/sign"><input name="name"/></form><p>')).toBe(
    '<p><a href="https://letters.example/letters/a/sign">https://letters.example/letters/a/sign</a></p><p>',
  );
  expect(page('<a href="https://elsewhere.example/letters/a">')).toBe(
    '<a href="https://elsewhere.example/letters/a">',
  );
});

test('nothing of a copied page runs or is fetched ahead, and it says first that it is a copy', () => {
  expect(
    page(
      '<head><link rel="preload" href="/assets/f.woff2" as="font"/><script src="/site.js" defer=""></script></head><body class="a"><h1>',
    ),
  ).toBe('<head></head><body class="a"><p>a copy</p><h1>');
});

test('the files that a page and its styles ask for are all found, and nothing outside of them', () => {
  expect(filesOf('<img src="/media/0a.png"><a href="/letters/a">')).toEqual(['/media/0a.png']);
  const css =
    '@font-face{src:url(/assets/f-1.woff2)format("woff2")}i{background:url("/assets/i.svg")}';
  expect(filesOf(css)).toEqual(['/assets/f-1.woff2', '/assets/i.svg']);
  expect(archivedStyles(css)).toBe(
    '@font-face{src:url(f-1.woff2)format("woff2")}i{background:url(i.svg)}',
  );
  expect(placeOfFile('/assets/../secrets.css')).toBeNull();
  expect(placeOfFile('/organise/x.png')).toBeNull();
});
