import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeAtomFeed } from '~/documents/write-atom-feed';
import { loadSampleDeliveries } from '~/domain/deliveries/load-sample-deliveries.server';
import { renderLetterFeed } from '~/domain/letters/render-letter-feed.server';
import { locales } from '~/i18n/locale';
import { readXml, type XmlElement } from '../../documents/read-xml';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, slug } from '../../support/letter';

let test$: TestContext;
beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
});
afterAll(() => test$.drop());

const of = (element: XmlElement, name: string) =>
  element.children.filter((child) => child.name === name);
const text = (element: XmlElement, name: string) => of(element, name)[0]?.text ?? '';

async function feed(locale: (typeof locales)[number]): Promise<XmlElement> {
  const written = await renderLetterFeed(test$.ctx, { slug, locale });
  if (!written.ok) throw new Error(written.reason);
  return readXml(written.feed);
}

describe('whoever follows a letter by its feed', () => {
  test('finds the letter, and nothing about copies that have not left', async () => {
    const entries = of(await feed('en'), 'entry');
    expect(entries).toHaveLength(1);
  });

  test.each(locales)(
    'reads in %s what became of it, each state an entry of its own',
    async (locale) => {
      if (locale === 'en') await loadSampleDeliveries(test$.ctx, slug);
      const root = await feed(locale);
      expect(root.attributes).toMatchObject({
        xmlns: 'http://www.w3.org/2005/Atom',
        'xml:lang': locale,
      });
      const entries = of(root, 'entry');
      // The text, the copy that was handed over, and its receipt.
      expect(entries).toHaveLength(3);
      for (const part of [root, ...entries]) {
        for (const name of ['id', 'title', 'updated']) expect(text(part, name)).not.toBe('');
        expect(text(part, 'updated')).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      }
      expect(text(of(root, 'author')[0] as XmlElement, 'name')).not.toBe('');
      const ids = entries.map((entry) => text(entry, 'id'));
      expect(new Set(ids).size).toBe(ids.length);
      const times = entries.map((entry) => text(entry, 'updated'));
      expect(times).toEqual(times.toSorted().reverse());
      expect(text(root, 'updated')).toBe(times[0]);
      const prefix = locale === 'en' ? '' : `/${locale}`;
      const self = of(root, 'link').find(({ attributes }) => attributes.rel === 'self');
      expect(self?.attributes.href).toBe(
        `${test$.ctx.publicUrl}${prefix}/letters/${slug}/feed.atom`,
      );
    },
  );

  test('of no letter finds none', async () => {
    const answer = await renderLetterFeed(test$.ctx, { slug: 'no-letter', locale: 'en' });
    expect(answer).toEqual({ ok: false, reason: 'not-found' });
  });
});

test('whatever a title holds, the feed can be read and says it as it is', () => {
  const title = '<b>“가” & \u0000"Ґ"</b>';
  const begun = '2026-01-01T00:00:00.000Z';
  const entry = {
    id: 'urn:x:1',
    title,
    text: title,
    updated: begun,
    link: 'https://x.example/?a&b',
  };
  const shell = {
    id: 'urn:x',
    language: 'ko',
    author: title,
    self: 'https://x.example/feed',
  };
  const root = readXml(writeAtomFeed({ ...shell, title, link: entry.link, entries: [entry] }));
  const shown = title.replace('\u0000', '');
  expect(text(root, 'title')).toBe(shown);
  expect(text(of(root, 'entry')[0] as XmlElement, 'content')).toBe(shown);
});
