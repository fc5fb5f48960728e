import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { withdrawEndorsement } from '~/domain/endorsements/withdraw-endorsement.server';
import { limitPolicies } from '~/domain/protection/limit-policy';
import { networkHash } from '~/domain/protection/origin-index.server';
import { locales } from '~/i18n/locale';
import { localisedPath } from '~/i18n/localised-path';
import * as letterRoute from '~/routes/($locale).letters.$slug._index';
import * as checkMail from '~/routes/($locale).letters.$slug.check-mail';
import * as embed from '~/routes/($locale).letters.$slug.embed';
import * as sign from '~/routes/($locale).letters.$slug.sign';
import { loader as badge } from '~/routes/letters.$slug.badge.$file';
import { createTestContext, type TestContext } from '../support/database';
import { answerOf, loadContext } from '../support/desk';
import { createLetter, slug } from '../support/letter';
import { servePages } from '../support/pages';
import { plantSharing, type Sharing } from '../support/sharing';

const network = '203.0.113.9';
const typed = { name: '김민서', email: 'minseo@people.example', visibility: 'public' };
const came = { via: 'open-door', newsFrom: 'open-door' };
let test$: TestContext;
let ctx: Context;
let open: Sharing;
let letterId: string;
let pages: ReturnType<typeof servePages>;

beforeAll(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  letterId = await createLetter(ctx);
  const names = { ko: '열린 문', uk: 'Відчинені двері' };
  const organisation = 'Open Door';
  open = await plantSharing(ctx, letterId, { code: 'open-door', organisation, names });
  await plantSharing(ctx, letterId, { code: 'quiet', organisation: 'Quiet', asks: false });
  pages = servePages(ctx, {
    ':locale?/letters/:slug': letterRoute,
    ':locale?/letters/:slug/embed': embed,
    ':locale?/letters/:slug/sign': sign,
    ':locale?/letters/:slug/check-mail': checkMail,
  });
});
beforeEach(async () => {
  for (const table of ['limit_counters', 'messages', 'signatures'] as const) {
    await ctx.db.deleteFrom(table).execute();
  }
});
afterAll(() => test$.drop());

function letter(query: string, locale: 'en' | 'ko' | 'uk' = 'en') {
  return pages(`${localisedPath(`/letters/${slug}`, locale, 'en')}${query}`);
}

async function html(answer: Promise<Response>): Promise<string> {
  // Only when the form was made differs from one reading to the next.
  return (await (await answer).text()).replaceAll(/name="stamp" value="[^"]*"/g, '');
}

function send(fields: Record<string, string>, cookie = '') {
  return pages(`/letters/${slug}/sign`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: cookie ? { Cookie: cookie } : {},
  });
}

const hidden = '<input type="hidden" name="via" value="open-door"/>';
const box = /<input type="checkbox" id="sign-newsFrom"[^>]*>/;

describe('whoever comes by an organisation’s own link', () => {
  test.each([
    ['en', 'You came here through Open Door.', 'Send me news from Open Door'],
    ['ko', '열린 문의 안내로 오셨습니다.', '열린 문의 소식을 받겠습니다'],
    ['uk', '«Відчинені двері»', 'Надсилати мені новини організації «Відчинені двері»'],
  ] as const)('reads so in %s, and may ask for its news', async (locale, line, label) => {
    const text = await html(letter('?via=open-door', locale));
    expect(text).toContain(hidden);
    expect(text).toContain(line);
    expect(text).toContain(label);
    expect(text).toContain('href="https://open-door.example/privacy"');
    const [input = ''] = box.exec(text) ?? [];
    expect(input).toContain('value="open-door"');
    expect(input).not.toContain('checked');
  });

  test('keeps the link when changing the language, and search engines see one address', async () => {
    const text = await html(letter('?via=open-door'));
    for (const locale of locales) {
      const path = localisedPath(`/letters/${slug}`, locale, 'en');
      expect(text).toContain(`href="${path}?via=open-door" lang="${locale}"`);
    }
    expect(text).toContain(`rel="canonical" href="http://letters.example/letters/${slug}"`);
    const moved = await pages(`/en/letters/${slug}?via=open-door`);
    expect(moved.headers.get('Location')).toBe(`/letters/${slug}?via=open-door`);
  });

  test('is asked nothing more where the organisation asks nobody', async () => {
    const text = await html(letter('?via=quiet'));
    expect(text).toContain('You came here through Quiet.');
    expect(text).not.toMatch(box);
  });

  test.each(['', '?via=', '?via=nobody', '?via=Open-Door', '?via=%00', '?utm_medium=open-door'])(
    'but by %j reads exactly the plain page',
    async (query) => {
      const answer = await letter(query);
      expect(answer.status).toBe(200);
      const found = await html(Promise.resolve(answer));
      const plain = await html(letter(''));
      expect(found.replaceAll(/\?[a-z_]+=[^"]*/gi, '')).toBe(
        plain.replaceAll(/\?[a-z_]+=[^"]*/gi, ''),
      );
      expect(found).not.toContain('name="via"');
    },
  );

  test('finds link and tick again in a form that was refused', async () => {
    const answer = await send({ ...came, name: '', visibility: 'public' });
    expect(answer.status).toBe(422);
    const text = await html(Promise.resolve(answer));
    expect(text).toContain(hidden);
    expect(box.exec(text)?.[0]).toContain('checked');
    const unticked = await html(send({ via: 'open-door', name: '' }));
    expect(unticked).toContain(hidden);
    expect(box.exec(unticked)?.[0]).not.toContain('checked');
    const unknown = await html(send({ via: 'nobody', newsFrom: 'nobody', name: '' }));
    expect(unknown).not.toMatch(/name="(via|newsFrom)"/);
  });

  test('finds them again behind the proof that a busy network is asked for', async () => {
    const { points, window } = limitPolicies['sign-plain'];
    const windowEnd = new Date(Date.now() + window);
    const counter = { policy: 'sign-plain', count: points, window_ends_at: windowEnd };
    await ctx.db
      .insertInto('limit_counters')
      .values({ ...counter, key: networkHash(ctx, network) })
      .execute();
    const request = new Request(`${ctx.publicUrl}/letters/${slug}/sign`, {
      method: 'POST',
      body: new URLSearchParams({ ...typed, ...came }),
    });
    const context = { ...loadContext(ctx), clientNetwork: network };
    const answer = await answerOf(() => sign.action({ request, params: { slug }, context }));
    expect(await answer.json()).toMatchObject({ challenge: expect.any(String), answers: came });
  });

  test('finds them again when the address was wrong, and both are kept with the signature', async () => {
    const sent = await send({ ...typed, ...came });
    expect(sent.status).toBe(303);
    const cookie = sent.headers.get('Set-Cookie')?.split(';')[0] ?? '';
    const form = await html(pages(`/letters/${slug}/sign`, { headers: { Cookie: cookie } }));
    expect(form).toContain(hidden);
    expect(box.exec(form)?.[0]).toContain('checked');
    const stored = await ctx.db.selectFrom('signatures').select(['source', 'news_from']).execute();
    expect(stored).toEqual([{ source: 'open-door', news_from: open.id }]);
  });

  test('loses neither link nor tick while the database is away', async () => {
    const db = new Proxy(ctx.db, {
      get() {
        throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
      },
    });
    const away = servePages({ ...ctx, db }, { ':locale?/letters/:slug/sign': sign });
    const body = new URLSearchParams({ ...typed, ...came });
    const answer = await away(`/letters/${slug}/sign`, { method: 'POST', body });
    expect(answer.status).toBe(503);
    const text = await answer.text();
    expect(text).toContain(hidden);
    expect(text).toContain('<input type="hidden" name="newsFrom" value="open-door"/>');
  });

  test('whose form names an unknown link signs all the same', async () => {
    expect((await send({ ...typed, via: 'nobody', newsFrom: 'nobody' })).status).toBe(303);
    const stored = await ctx.db.selectFrom('signatures').select(['source', 'news_from']).execute();
    expect(stored).toEqual([{ source: null, news_from: null }]);
  });
});

describe('whoever comes by a campaign’s link', () => {
  const query = '?utm_source=Newsletter&utm_medium=e-mail&utm_campaign=Week%203&utm_term=secret';
  const words = { utm_source: 'newsletter', utm_medium: 'e-mail', utm_campaign: 'week-3' };
  const inputs = Object.entries(words).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${value}"/>`,
  );

  test('carries its three words in the form, cleaned, and nothing else of the address', async () => {
    const text = await html(letter(query));
    for (const input of inputs) expect(text).toContain(input);
    const form = text.slice(text.indexOf('<form id="sign"'), text.indexOf('</form>'));
    expect(form).not.toContain('secret');
    expect(form).not.toContain('name="via"');
  });

  test('finds them again in a form that was refused, and they are kept with the signature', async () => {
    const refused = await html(send({ ...words, name: '' }));
    for (const input of inputs) expect(refused).toContain(input);
    expect((await send({ ...typed, ...words })).status).toBe(303);
    const stored = await ctx.db.selectFrom('signatures').select('source').execute();
    expect(stored).toEqual([{ source: 'utm:newsletter/e-mail/week-3' }]);
  });

  test('and by an organisation’s own link at once, came by the organisation', async () => {
    const text = await html(letter(`${query}&via=open-door`));
    expect(text).toContain(hidden);
    expect(text).not.toContain('name="utm_');
    await send({ ...typed, ...came, ...words });
    const stored = await ctx.db.selectFrom('signatures').select('source').execute();
    expect(stored).toEqual([{ source: 'open-door' }]);
  });

  test.each([
    [{ utm_source: 'open-door' }, 'utm:open-door'],
    [{ utm_source: 'x', utm_campaign: 'y' }, 'utm:x//y'],
    [{ utm_source: '<b>Olena</b>@people.example' }, 'utm:b-olena-b-people.example'],
    [{ utm_source: 'a'.repeat(500) }, `utm:${'a'.repeat(64)}`],
    [{ utm_source: '캠페인' }, null],
    [{ utm_medium: 'email' }, null],
  ])('with %j is kept as %s, never as an organisation’s own', async (given, source) => {
    await send({ ...typed, ...(given as Record<string, string>) });
    const stored = await ctx.db.selectFrom('signatures').select('source').execute();
    expect(stored).toEqual([{ source }]);
  });
});

describe('an organisation’s badge', () => {
  function fetchBadge(file: string, letterSlug = slug) {
    const request = new Request(`${ctx.publicUrl}/letters/${letterSlug}/badge/${file}`);
    const params = { slug: letterSlug, file };
    return answerOf(() => badge({ request, params, context: loadContext(ctx) }));
  }

  test.each(locales)('is a small picture that other sites may show: %s', async (locale) => {
    const answer = await fetchBadge(`open-door.${locale}.png`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toBe('image/png');
    expect(answer.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
    expect(answer.headers.get('Cache-Control')).toBe('public, max-age=3600');
    const image = Buffer.from(await answer.arrayBuffer());
    expect(image.length).toBeLessThan(40_000);
    expect(await sharp(image).metadata()).toMatchObject({ width: 640, height: 200, format: 'png' });
  });

  test.each([
    'open-door.png',
    'open-door.fr.png',
    'open-door.en.svg',
    'nobody.en.png',
    'open-door.en.png.x',
    '../open-door.en.png',
  ])('is not there as %s', async (file) => {
    expect((await fetchBadge(file)).status).toBe(404);
  });

  test('is gone from the moment it withdraws, with its link', async () => {
    const gone = await plantSharing(ctx, letterId, { code: 'gone', organisation: 'Gone' });
    expect((await fetchBadge('gone.en.png')).status).toBe(200);
    expect((await fetchBadge('gone.en.png', 'another-letter')).status).toBe(404);
    await withdrawEndorsement(ctx, { token: gone.manageToken });
    expect((await fetchBadge('gone.en.png')).status).toBe(404);
    expect(await html(letter('?via=gone'))).not.toContain('Gone');
  });
});

describe('a frame on a partner’s site', () => {
  async function buttonOf(query: string): Promise<string> {
    const text = await html(pages(`/ko/letters/${slug}/embed${query}`));
    return /<a class="button" href="([^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  }

  test.each([
    ['?via=open-door', '?via=open-door'],
    [
      '?utm_source=Church%20bulletin&utm_medium=site',
      '?utm_source=church-bulletin&utm_medium=site',
    ],
    ['?via=open-door&utm_source=x', '?via=open-door'],
    ['?via=nobody', ''],
    ['', ''],
  ])(
    'leads to the letter with %s as %s, so that who signs is counted for the partner',
    async (query, kept) => {
      expect(await buttonOf(query)).toBe(`/ko/letters/${slug}${kept}#sign`);
    },
  );
});
