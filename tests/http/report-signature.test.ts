import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { limitPolicies } from '~/domain/protection/limit-policy';
import { networkHash } from '~/domain/protection/origin-index.server';
import { askReported } from '~/domain/reports/ask-reported.server';
import { locales } from '~/i18n/locale';
import { localisedPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';
import * as confirmAgain from '~/routes/($locale).confirm-again.$token';
import * as signatures from '~/routes/($locale).letters.$slug.signatures';
import * as reportRoute from '~/routes/($locale).letters.$slug.signatures_.$number.report';
import { createTestContext, type TestContext } from '../support/database';
import { answerOf, loadContext } from '../support/desk';
import { createLetter, slug, waitingMails } from '../support/letter';
import { servePages } from '../support/pages';
import { nextCase, report, signPublicly } from '../support/reporting';

const network = '203.0.113.9';
const typed = { reason: 'without-permission', words: 'Це моє ім’я', email: 'me@reporters.example' };
let test$: TestContext;
let ctx: Context;
let letterId: string;
let pages: ReturnType<typeof servePages>;

beforeAll(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  letterId = await createLetter(ctx);
  pages = servePages(ctx, {
    ':locale?/letters/:slug/signatures': signatures,
    ':locale?/letters/:slug/signatures/:number/report': reportRoute,
    ':locale?/confirm-again/:token': confirmAgain,
  });
});
beforeEach(async () => {
  for (const table of ['limit_counters', 'messages', 'signatures'] as const) {
    await ctx.db.deleteFrom(table).execute();
  }
});
afterAll(() => test$.drop());

function path(number: number | string, locale: 'en' | 'ko' | 'uk' = 'en') {
  return localisedPath(`/letters/${slug}/signatures/${number}/report`, locale, 'en');
}

function post(address: string, fields: Record<string, string>) {
  return pages(address, { method: 'POST', body: new URLSearchParams(fields) });
}

/** Only the ticket and the stamp differ from one making to the next, and the number is in it. */
function alike(html: string, number: number): string {
  return html
    .replaceAll(/name="(stamp|ticket)" value="[^"]*"/g, '')
    .replaceAll(String(number), 'N')
    .replaceAll(/[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}/g, 'R');
}

describe.each(locales)('a visitor without JavaScript, in %s', (locale) => {
  test('goes from a row of the public list to a reference, by one form', async () => {
    const t = translator(locale);
    const { number } = await signPublicly(ctx);
    const list = await pages(localisedPath(`/letters/${slug}/signatures`, locale, 'en'));
    const html = await list.text();
    expect(html).toContain(`href="${path(number, locale)}"`);
    const form = await pages(path(number, locale));
    expect(form.headers.get('Cache-Control')).toBe('no-store');
    expect(form.headers.get('X-Robots-Tag')).toBe('noindex');
    const shown = await form.text();
    expect(shown).toContain(t('report.text'));
    expect(shown).not.toContain('김민서');
    const ticket = /name="ticket" value="([^"]+)"/.exec(shown)?.[1] ?? '';
    const sent = await post(path(number, locale), { ...typed, ticket });
    expect(sent.status).toBe(303);
    const again = await post(path(number, locale), { ...typed, ticket });
    expect(again.headers.get('Location')).toBe(sent.headers.get('Location'));
    const done = await pages(sent.headers.get('Location') ?? '');
    const thanks = await done.text();
    expect(thanks).toContain(t('report.sent.title'));
    const { current } = await nextCase(ctx);
    expect(current?.reports).toHaveLength(1);
    expect(current?.reports[0]).toMatchObject({ locale, words: 'Це моє ім’я' });
    expect(thanks).toContain(current?.reports[0]?.reference ?? 'none');
  });

  test('reads what is wrong and finds everything that was typed', async () => {
    const t = translator(locale);
    const { number } = await signPublicly(ctx);
    const words = 'Ґ'.repeat(1001);
    const refused = await post(path(number, locale), { words, email: 'no-address', ticket: 'T' });
    expect(refused.status).toBe(422);
    const html = await refused.text();
    for (const key of ['fault.reportReasonMissing', 'fault.reportTooLong'] as const) {
      expect(html).toContain(t(key));
    }
    expect(html).toContain(words);
    expect(html).toContain('value="no-address"');
    expect(html).toContain('name="ticket" value="T"');
    expect(html).toContain(`<title>${t('page.errorTitle', { title: t('report.title') })}`);
    const other = await post(path(number, locale), { reason: 'other' });
    expect(await other.text()).toContain(t('fault.reportWordsMissing'));
    expect((await nextCase(ctx)).current).toBeNull();
  });

  test('who is asked confirms again with one button', async () => {
    const t = translator(locale);
    const { number } = await signPublicly(ctx);
    await report(ctx, letterId, number);
    const id = (await nextCase(ctx)).current?.id ?? '';
    await askReported(ctx, { slug, id, actor: { kind: 'operator' } });
    const [mail] = await waitingMails(ctx, 'confirm-again');
    const page = localisedPath(`/confirm-again/${mail?.props.againToken}`, locale, 'en');
    const html = await (await pages(page)).text();
    expect(html.match(/<form /g)).toHaveLength(1);
    expect(html).toContain(t('again.button'));
    expect((await nextCase(ctx)).current?.answeredAt).toBeNull();
    expect((await pages(page, { method: 'POST' })).status).toBe(303);
    expect(await (await pages(page)).text()).toContain(t('again.done.title'));
    expect((await nextCase(ctx)).current?.answeredAt).not.toBeNull();
    const unknown = localisedPath('/confirm-again/unknown', locale, 'en');
    expect((await pages(unknown)).status).toBe(404);
  });
});

test('a stranger learns of no number whether somebody has signed with it', async () => {
  const shown = await signPublicly(ctx);
  const hidden = await signPublicly(ctx, { visibility: 'counted' });
  const numbers = [shown.number, hidden.number, 1_234_567];
  const forms = await Promise.all(numbers.map(async (n) => (await pages(path(n))).text()));
  expect(new Set(forms.map((html, n) => alike(html, numbers[n] ?? 0))).size).toBe(1);
  const answers = await Promise.all(numbers.map((n) => post(path(n), typed)));
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
  const ends = await Promise.all(
    answers.map(async (answer) => (await pages(answer.headers.get('Location') ?? '')).text()),
  );
  expect(new Set(ends.map((html, n) => alike(html, numbers[n] ?? 0))).size).toBe(1);
});

test.each(['0', '-1', 'abc', '1.5', '99999999999', '2147483648'])(
  'what is no number of a signature is no page: %s',
  async (number) => {
    expect((await pages(path(number))).status).toBe(404);
    expect((await post(path(number), typed)).status).toBe(404);
  },
);

test('a program that fills in every field is told, and nothing is stored', async () => {
  const { number } = await signPublicly(ctx);
  const refused = await post(path(number), { ...typed, website_url: 'https://spam.example' });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain(translator('en')('report.problem.trap'));
  expect((await nextCase(ctx)).current).toBeNull();
});

describe('from a busy network', () => {
  async function useUp(policy: 'report-plain' | 'report-taken') {
    await ctx.db
      .insertInto('limit_counters')
      .values({
        policy,
        key: networkHash(ctx, network),
        count: limitPolicies[policy].points,
        window_ends_at: new Date(Date.now() + limitPolicies[policy].window),
      })
      .execute();
  }
  async function send(number: number, fields: Record<string, string>): Promise<Response> {
    const body = new URLSearchParams(fields);
    const request = new Request(ctx.publicUrl + path(number), { method: 'POST', body });
    const context = { ...loadContext(ctx), clientNetwork: network };
    const params = { slug, number: String(number) };
    return answerOf(() => reportRoute.action({ request, params, context }));
  }

  test('a report is asked for a small calculation, and without it waits behind the others', async () => {
    const { number } = await signPublicly(ctx);
    await useUp('report-plain');
    const asked = await send(number, typed);
    expect(asked.status).toBe(422);
    expect(await asked.json()).toMatchObject({ answers: typed, challenge: expect.any(String) });
    expect((await send(number, { ...typed, without_proof: 'yes' })).status).toBe(303);
    const { current } = await nextCase(ctx);
    expect(current).toMatchObject({ urgent: false, reports: [{ proven: false }] });
  });

  test('very many are refused for a while, with everything kept', async () => {
    const { number } = await signPublicly(ctx);
    await useUp('report-taken');
    const refused = await send(number, typed);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ answers: typed, problem: { kind: 'too-many' } });
    expect((await nextCase(ctx)).current).toBeNull();
  });
});
