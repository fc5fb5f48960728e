import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { draftDelivery } from '~/domain/deliveries/draft-delivery.server';
import { changeGeneral } from '~/domain/letters/change-general.server';
import { findLetter } from '~/domain/letters/find-letter.server';
import { hashLetterVersion } from '~/domain/letters/hash-letter-version.server';
import type { LetterView } from '~/domain/letters/letter-view';
import { renderLetterShareImage } from '~/domain/letters/render-letter-share-image.server';
import { renderPublicLetterText } from '~/domain/letters/render-public-letter-text.server';
import type { Locale } from '~/i18n/locale';
import * as homeRoute from '~/routes/($locale)._index';
import * as letterRoute from '~/routes/($locale).letters.$slug._index';
import * as feedRoute from '~/routes/($locale).letters.$slug.feed[.]atom';
import * as pdfRoute from '~/routes/($locale).letters.$slug.letter[.]pdf';
import { sampleCampaign } from '~/sample/sample-campaign';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, slug } from '../../support/letter';
import { servePages } from '../../support/pages';

let test$: TestContext;
let pages: ReturnType<typeof servePages>;
const actor = { kind: 'operator' } as const;

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  pages = servePages(test$.ctx, {
    ':locale?/letters/:slug': letterRoute,
    ':locale?/letters/:slug/letter.pdf': pdfRoute,
    ':locale?/letters/:slug/feed.atom': feedRoute,
    ':locale?': homeRoute,
  });
});
afterAll(() => test$?.drop());

async function letter(): Promise<LetterView> {
  const found = await findLetter(test$.ctx, { slug });
  if (!found.ok) throw new Error(found.reason);
  return found.letter;
}

async function offer(locales: Locale[], withdraw = false) {
  const { goal, timeZone } = await letter();
  const general = { goal, timeZone, locales, controller: null, privacyContact: null };
  return changeGeneral(test$.ctx, { slug, general, withdraw, actor });
}

async function html(path: string): Promise<string> {
  const answer = await pages(path);
  expect(answer.status).toBe(200);
  return answer.text();
}

describe('a letter in three languages', () => {
  test('has the hash that it has always had', () => {
    const all = hashLetterVersion(sampleCampaign.letterTexts);
    expect(all).toBe('3c3c0e94e7e090809e00fe6b93037226ae628aa4e3124a1031251ccfb37b19d8');
    expect(hashLetterVersion(sampleCampaign.letterTexts, ['uk', 'ko', 'en'])).toBe(all);
    expect(hashLetterVersion(sampleCampaign.letterTexts, ['en', 'ko'])).not.toBe(all);
  });

  test('cannot lose one that people read without a clear word', async () => {
    expect(await offer(['en', 'uk'])).toEqual({ ok: false, reason: 'withdraws', locales: ['ko'] });
    expect((await letter()).readableIn).toEqual(['en', 'ko', 'uk']);
  });

  test('keeps the language it is written in, whatever the form says', async () => {
    expect(await offer(['ko', 'uk'])).toEqual({ ok: true });
    expect((await letter()).locales).toEqual(['en', 'ko', 'uk']);
  });
});

describe('a letter that is taken away in Korean', () => {
  beforeEach(async () => {
    expect(await offer(['en', 'uk'], true)).toEqual({ ok: true });
  });

  test('stands there in English, marked so, with one sentence in Korean', async () => {
    const page = await html(`/ko/letters/${slug}`);
    expect(page).toMatch(/<html lang="ko"/);
    expect(page).toContain('이 글은 한국어로 제공되지 않습니다. 영어로 보여 드립니다.');
    expect(page).toMatch(/<article id="letter"[^>]* lang="en"/);
    expect(page).toContain(sampleCampaign.letterTexts.en.salutation);
    expect(page).not.toContain(sampleCampaign.letterTexts.ko.salutation);
    expect(page).toContain(`<link rel="canonical" href="http://letters.example/letters/${slug}"/>`);
  });

  test('is linked to in the other two languages only', async () => {
    for (const path of [`/letters/${slug}`, `/ko/letters/${slug}`]) {
      const page = await html(path);
      const named = [...page.matchAll(/hrefLang="([^"]+)"/gi)].map(([, code]) => code);
      expect([...new Set(named)].sort()).toEqual(['en', 'uk', 'x-default']);
      expect(page).not.toContain(`/ko/letters/${slug}/letter.pdf`);
      expect(page).not.toContain(`${slug}.ko.png`);
    }
  });

  test.each(['letter.pdf', 'feed.atom'])(
    'has no Korean %s: the English one is there',
    async (file) => {
      const answer = await pages(`/ko/letters/${slug}/${file}`, { redirect: 'manual' });
      expect(answer.status).toBe(307);
      expect(answer.headers.get('Location')).toBe(`/letters/${slug}/${file}`);
    },
  );

  test('is written, painted and listed with its English words', async () => {
    const text = await renderPublicLetterText(test$.ctx, { slug, locale: 'ko' });
    expect(text).toMatchObject({ ok: true });
    expect(text.ok && text.text).toContain('human-rights organisations');
    const image = (locale: Locale) => renderLetterShareImage(test$.ctx, { slug, locale });
    expect(await image('ko')).toEqual(await image('en'));
    const home = await html('/ko');
    expect(home).toContain('<h2 lang="en">');
    expect(home).toContain(sampleCampaign.letterTexts.en.title);
  });

  test('goes to its addressee without the Korean text', async () => {
    const drafted = await draftDelivery(test$.ctx, { slug, target: 'embassy' });
    if (!drafted.ok) throw new Error(drafted.reason);
    const mail = drafted.draft.message.toString();
    expect(mail).toMatch(/^Content-Language: uk, en\r$/m);
    expect(drafted.draft.taken.place?.locales).toEqual(['uk', 'en']);
  });

  test('is Korean again as soon as it is offered, for its text was kept', async () => {
    expect(await offer(['en', 'ko', 'uk'])).toEqual({ ok: true });
    expect((await letter()).texts.ko).toEqual(sampleCampaign.letterTexts.ko);
  });
});
