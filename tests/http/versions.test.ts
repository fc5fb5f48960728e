import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { readLetterStatus } from '~/domain/letters/read-letter-status.server';
import { renderLetterFeed } from '~/domain/letters/render-letter-feed.server';
import { renderPublicLetterText } from '~/domain/letters/render-public-letter-text.server';
import { askToCarryOver } from '~/domain/versions/ask-to-carry-over.server';
import { type Locale, locales } from '~/i18n/locale';
import { localisedPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';
import * as carryOver from '~/routes/($locale).carry-over.$token';
import * as confirm from '~/routes/($locale).confirm.$token';
import * as letterRoute from '~/routes/($locale).letters.$slug._index';
import * as sign from '~/routes/($locale).letters.$slug.sign';
import * as versions from '~/routes/($locale).letters.$slug.versions';
import * as version from '~/routes/($locale).letters.$slug.versions_.$number';
import * as mine from '~/routes/($locale).my-signature.$token';
import { createTestContext, type TestContext } from '../support/database';
import { createLetter, slug, waitingMails } from '../support/letter';
import { servePages } from '../support/pages';
import { presentHash, publish, signAndConfirm, signAs, summaries } from '../support/versions';

let test$: TestContext;
let ctx: Context;
let pages: ReturnType<typeof servePages>;
let firstHash: string;

beforeAll(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  await createLetter(ctx);
  firstHash = await presentHash(ctx);
  pages = servePages(ctx, {
    ':locale?/letters/:slug': letterRoute,
    ':locale?/letters/:slug/sign': sign,
    ':locale?/letters/:slug/versions': versions,
    ':locale?/letters/:slug/versions/:number': version,
    ':locale?/confirm/:token': confirm,
    ':locale?/carry-over/:token': carryOver,
    ':locale?/my-signature/:token': mine,
  });
});
afterAll(() => test$.drop());

async function read(path: string, locale: Locale = 'en') {
  const answer = await pages(localisedPath(path, locale, 'en'));
  return { status: answer.status, html: await answer.text() };
}

async function post(path: string, fields: Record<string, string>) {
  const answer = await pages(path, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: answer.status, to: answer.headers.get('Location'), html: await answer.text() };
}

const letter = `/letters/${slug}`;
const typed = { name: '김민서', email: 'late@people.example', visibility: 'public' };

describe('before anything changed', () => {
  test('the letter has one version, and its form carries which one was seen', async () => {
    expect((await read(letter)).html).toContain(
      `<input type="hidden" name="version" value="${firstHash}"/>`,
    );
    const { status, html } = await read(`${letter}/versions`);
    expect(status).toBe(200);
    expect(html).toContain(firstHash);
    expect(html).toContain(translator('en')('versions.kind.first'));
  });

  test.each(locales)(
    'in %s a translation says whose text is authoritative, the original does not',
    async (locale) => {
      const note = translator(locale)('translation.note');
      for (const path of [letter, `${letter}/versions/1`]) {
        expect((await read(path, locale)).html.includes(note)).toBe(locale !== 'en');
      }
      const text = await renderPublicLetterText(ctx, { slug, locale });
      expect(text.ok && text.text.includes('English.')).toBe(locale !== 'en');
    },
  );
});

describe('after a correction', () => {
  let early: string;
  let waiting: Awaited<ReturnType<typeof signAs>>;

  beforeAll(async () => {
    early = await signAndConfirm(ctx, { email: 'early@people.example' });
    await signAndConfirm(ctx, { email: 'stays@people.example' });
    waiting = await signAs(ctx, { email: 'waits@people.example' });
    await publish(ctx, 'correction', 'corrected');
  });

  test.each(locales)('a reader in %s sees on the letter that it was corrected', async (locale) => {
    const { html } = await read(letter, locale);
    expect(html).toContain(summaries[locale]);
    expect(html).toContain(`${letter}/versions/2"`);
    expect(html).toContain(translator(locale)('versions.see'));
  });

  test('and that everybody still counts for it', async () => {
    const status = await readLetterStatus(ctx, { slug });
    expect(status).toMatchObject({
      status: {
        signatures: 2,
        signaturesOfEarlierVersions: 0,
        versionHash: await presentHash(ctx),
      },
    });
  });

  describe('and then a change of meaning', () => {
    beforeAll(() => publish(ctx, 'change', 'changed').then(() => undefined));

    test.each(locales)('a reader in %s compares word by word, also by ear', async (locale) => {
      const t = translator(locale);
      const list = await read(`${letter}/versions`, locale);
      for (const kind of ['first', 'correction', 'change'] as const) {
        expect(list.html).toContain(t(`versions.kind.${kind}`));
      }
      const { status, html } = await read(`${letter}/versions/3`, locale);
      expect(status).toBe(200);
      const mark = (word: string) => `<span class="visually-hidden">${word} <!-- --></span>`;
      const plain = html.replaceAll('<!-- -->', '');
      expect(plain).toContain(`<ins>${mark(t('diff.added'))}changed`.replaceAll('<!-- -->', ''));
      expect(plain).toContain(
        `<del>${mark(t('diff.removed'))}corrected`.replaceAll('<!-- -->', ''),
      );
      expect(plain).toContain(t('diff.end'));
      expect(plain).not.toContain('<script src="/assets');
    });

    test('the first version stays readable as it was, and says that it is an earlier one', async () => {
      const { html } = await read(`${letter}/versions/1`);
      expect(html).toContain(translator('en')('versions.earlierText'));
      expect(html).not.toContain('changed</p>');
    });

    test.each(['0', '4', 'x', '1x', '-1', '99999999'])('there is no version %s', async (number) => {
      expect((await read(`${letter}/versions/${number}`)).status).toBe(404);
    });

    test('figures stand beside the hash of the text that was signed, and are never added up', async () => {
      const status = await readLetterStatus(ctx, { slug });
      expect(status).toMatchObject({
        status: {
          signatures: 0,
          signaturesOfEarlierVersions: 2,
          countries: 0,
          versionHash: await presentHash(ctx),
        },
      });
      const { html } = await read(letter);
      expect(html).toContain(
        '2 people signed an earlier version of the text; 0 of them and 0 new people have signed version 3.',
      );
      const text = await renderPublicLetterText(ctx, { slug, locale: 'en' });
      expect(text.ok && text.text.replaceAll(/\s+/g, ' ')).toContain(
        '2 further people signed an earlier version and have not signed this one; they are not counted here.',
      );
    });

    test('the feed tells of the new version in the organisers’ words', async () => {
      const feed = await renderLetterFeed(ctx, { slug, locale: 'uk' });
      expect(feed.ok && feed.feed).toContain(summaries.uk);
    });

    test('whoever had the older page open signs nothing, sees what changed, and then signs the new text', async () => {
      const refused = await post(`${letter}/sign`, { ...typed, version: firstHash });
      expect(refused.status).toBe(409);
      expect(refused.html).toContain(translator('en')('sign.problem.textChanged'));
      expect(refused.html).toContain('value="김민서"');
      expect(refused.html).toContain('<ins>');
      expect(await ctx.db.selectFrom('signatures').select('id').execute()).toHaveLength(3);
      const now = await presentHash(ctx);
      expect(refused.html).toContain(`name="version" value="${now}"`);
      const signed = await post(`${letter}/sign`, { ...typed, version: now });
      expect(signed.status).toBe(303);
    });

    test('a form with a mistake still carries the version that its reader saw', async () => {
      const refused = await post(`${letter}/sign`, { ...typed, name: '', version: firstHash });
      expect(refused.status).toBe(422);
      expect(refused.html).toContain(`name="version" value="${firstHash}"`);
    });

    test('whoever signed before and confirms now sees what changed first, in one form', async () => {
      const path = `/confirm/${waiting.confirmToken}`;
      const blind = await post(path, { visibility: 'letter', version: firstHash });
      expect(blind.status).toBe(409);
      expect(blind.html).toContain(translator('en')('confirm.changed.problem'));
      expect(blind.html).toMatch(/value="letter"[^>]*checked|checked[^>]*value="letter"/);
      const { html } = await read(path);
      expect(html.match(/<form\b/g)).toHaveLength(1);
      expect(html).toContain('<ins>');
      const seen = /name="version" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? '';
      expect((await post(path, { version: seen })).status).toBe(303);
      expect(await readLetterStatus(ctx, { slug })).toMatchObject({ status: { signatures: 1 } });
    });

    test.each(locales)(
      'the link of the mail opens a page in %s with one button, which changes nothing',
      async (locale) => {
        const before = await ctx.db.selectFrom('signature_versions').select('agreed_at').execute();
        const { status, html } = await read(`/carry-over/${early}`, locale);
        expect(status).toBe(200);
        expect(html.match(/<form\b/g)).toHaveLength(1);
        expect(html).toContain(translator(locale)('carry.nothing', { signed: 1 }));
        expect(html).toContain(`/my-signature/${early}`);
        expect(await ctx.db.selectFrom('signature_versions').select('agreed_at').execute()).toEqual(
          before,
        );
      },
    );

    test('pressing it carries the signature over, once however often', async () => {
      while (await askToCarryOver(ctx));
      const [mail] = await waitingMails(ctx, 'carry-over');
      const path = `/ko/carry-over/${mail?.props.manageToken}`;
      const stale = await post(path, { version: firstHash });
      expect(stale.status).toBe(409);
      expect(stale.html).toContain(translator('ko')('carry.changed'));
      for (let press = 0; press < 2; press += 1) {
        const carried = await post(path, { version: await presentHash(ctx) });
        expect([carried.status, carried.to]).toEqual([303, path]);
      }
      const { html } = await read(`/carry-over/${mail?.props.manageToken}`, 'ko');
      expect(html).toContain(translator('ko')('carry.done', { to: 3 }));
      expect(html).not.toContain('<form');
      expect(await readLetterStatus(ctx, { slug })).toMatchObject({
        status: { signatures: 2, signaturesOfEarlierVersions: 1 },
      });
      expect((await read(letter)).html).toContain(
        '2 people signed an earlier version of the text; 1 of them and 1 new person have signed version 3.',
      );
    });

    test('an unknown link is said to be one', async () => {
      expect((await read('/carry-over/unknown')).status).toBe(404);
      expect((await post('/carry-over/unknown', {})).status).toBe(404);
    });
  });
});
