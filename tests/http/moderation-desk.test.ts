import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { runInvalidationBatch } from '~/domain/invalidations/run-invalidation-batch.server';
import { undoInvalidation } from '~/domain/invalidations/undo-invalidation.server';
import { readDeskCounts } from '~/domain/letters/read-desk-counts.server';
import { addSigningRule } from '~/domain/protection/add-signing-rule.server';
import { judgeSigning } from '~/domain/protection/judge-signing.server';
import * as overview from '~/routes/organise.letters.$slug._index';
import * as paper from '~/routes/organise.letters.$slug.paper';
import * as batch from '~/routes/organise.letters.$slug.paper_.$id';
import * as scan from '~/routes/organise.letters.$slug.paper_.$id_.scan';
import * as reports from '~/routes/organise.letters.$slug.reports';
import * as review from '~/routes/organise.letters.$slug.review';
import { createTestContext, type TestContext } from '../support/database';
import { openSession } from '../support/desk';
import { noise } from '../support/hostile-pictures';
import { createLetter, signForm, slug, waitingMails } from '../support/letter';
import { servePages } from '../support/pages';
import { paperAnswers } from '../support/paper';
import { nextCase, report, signPublicly } from '../support/reporting';

const desk = `/organise/letters/${slug}`;
let test$: TestContext;
let ctx: Context;
let letterId: string;
let session: string;
let pages: ReturnType<typeof servePages>;

beforeAll(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  letterId = await createLetter(ctx);
  session = await openSession(ctx, 'owner');
  const at = 'organise/letters/:slug';
  pages = servePages(ctx, {
    [at]: overview,
    [`${at}/reports`]: reports,
    [`${at}/review`]: review,
    [`${at}/paper`]: paper,
    [`${at}/paper/:id`]: batch,
    [`${at}/paper/:id/scan`]: scan,
  });
});
beforeEach(async () => {
  for (const table of ['messages', 'signatures', 'paper_batches'] as const) {
    await ctx.db.deleteFrom(table).execute();
  }
});
afterAll(() => test$.drop());

/** A page of the desk, or the answer to a form of it, without JavaScript. */
function open(path: string, fields?: Record<string, string> | FormData) {
  const body = fields && (fields instanceof FormData ? fields : new URLSearchParams(fields));
  const headers = { Cookie: `undersigned=${session}` };
  return pages(`${desk}${path}`, { method: body ? 'POST' : 'GET', body, headers });
}

async function html(path: string): Promise<string> {
  return (await (await open(path)).text()).replaceAll('<!-- -->', '');
}

/** Answers a form with a redirect to a page, and that page. */
async function follow(answer: Promise<Response>): Promise<string> {
  const { status, headers } = await answer;
  expect(status).toBe(303);
  return html((headers.get('Location') ?? '').slice(desk.length));
}

describe('a moderator', () => {
  test('sees what is due first, on the overview too, and decides with a reason', async () => {
    const one = await signPublicly(ctx, { name: 'Перша Особа' });
    const other = await signPublicly(ctx, { name: 'Друга Особа' });
    await report(ctx, letterId, one.number, { reason: 'duplicate', words: 'Line\n<b>two</b>' });
    await report(ctx, letterId, other.number, {
      reason: 'without-permission',
      email: 'me@reporters.example',
    });
    expect(await html('')).toContain('2 reported signatures wait for a decision');
    const first = await html('/reports');
    expect(first).toContain('Друга Особа');
    expect(first).toContain('First: a name used without permission.');
    expect(first).toContain('1 of 2 reported');
    expect(first).toContain('m•••@reporters.example');
    const id = (await nextCase(ctx)).current?.id ?? '';
    const refused = await open('/reports', { intent: 'take-out', id });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('Choose why the signature is taken out');
    const onward = (await nextCase(ctx)).next ?? '';
    const out = { intent: 'take-out', because: 'without-permission', id, onward };
    const next = await follow(open('/reports', out));
    expect(next).toContain('taken out of the count');
    expect(next).toContain('Перша Особа');
    expect(next).toContain('Line\n&lt;b&gt;two&lt;/b&gt;');
    const late = await open('/reports', { intent: 'keep', id });
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('Somebody else decided about this report');
    const asked = await follow(open('/reports', { intent: 'ask', id: onward }));
    expect(asked).toContain('has not answered');
    expect(asked).not.toContain('Ask the signatory');
    expect(await waitingMails(ctx, 'confirm-again')).toHaveLength(1);
    const none = await follow(open('/reports', { intent: 'keep', id: onward }));
    expect(none).toContain('No reported signature waits for a decision.');
    expect((await open('/reports', { intent: 'keep', id: 'nonsense' })).status).toBe(404);
  });

  test('looks at flagged signatures that count already, and is on record as having looked', async () => {
    const row = await signPublicly(ctx, { name: 'Швидка Особа', flags: ['fast'] });
    const odd = await signPublicly(ctx, { name: 'Дивна Особа', flags: ['mixed-script'] });
    await signPublicly(ctx, { name: 'Звичайна Особа' });
    expect(await readDeskCounts(ctx, letterId)).toMatchObject({ flagged: 2, confirmed: 3 });
    expect(await html('')).toContain('2 signatures that count have flags');
    const held = await html('/review');
    expect(held).toContain('Nothing waits for review.');
    expect(held).toContain('Flagged, already counted (2)');
    const first = await html('/review?list=flagged');
    expect(first).toContain('Швидка Особа');
    expect(first).toContain('1 of 2 flagged, already counted');
    const keep = { intent: 'accept', list: 'flagged', id: row.id, number: String(row.number) };
    const second = await follow(open('/review', keep));
    expect(second).toContain('you are on record as having looked');
    expect(second).toContain('Дивна Особа');
    const again = await follow(open('/review', keep));
    expect(again).toContain('Your decision was not recorded');
    const out = {
      intent: 'leave-out',
      list: 'flagged',
      because: 'not-a-name',
      id: odd.id,
      number: String(odd.number),
    };
    const none = await follow(open('/review', out));
    expect(none).toContain('No counted signature has a flag that nobody has looked at.');
    expect(await readDeskCounts(ctx, letterId)).toMatchObject({
      flagged: 0,
      confirmed: 2,
      invalidated: 1,
    });
    const seen = await ctx.db
      .selectFrom('signatures')
      .select(['flags', 'flags_seen_by', 'flags_seen_at'])
      .where('id', '=', row.id)
      .executeTakeFirstOrThrow();
    expect(seen).toMatchObject({ flags: ['fast'], flags_seen_at: expect.any(Date) });
    expect(seen.flags_seen_by).toMatch(/^[0-9a-f-]{36}$/);
    const [taken] = await ctx.db
      .selectFrom('invalidations')
      .select('id')
      .orderBy('created_at', 'desc')
      .execute();
    await undoInvalidation(ctx, { slug, id: taken?.id ?? '', actor: { kind: 'operator' } });
    await runInvalidationBatch(ctx);
    expect(await readDeskCounts(ctx, letterId)).toMatchObject({ flagged: 0, confirmed: 3 });
  });

  test('keeps a list of well-known names, and who signs with one waits for a look', async () => {
    const added = await addSigningRule(ctx, {
      slug,
      effect: 'hold',
      subject: 'name',
      value: 'Тарас Шевченко',
      label: '',
      reason: 'well known',
      validUntil: null,
      actor: { kind: 'operator' },
    });
    expect(added).toMatchObject({ ok: true });
    const guard = { stamp: '', trap: '', proof: '', withoutProof: false };
    const form = signForm({ name: 'ТАРАС  Шевченко' });
    expect(await judgeSigning(ctx, { letterId, network: null, form, guard })).toMatchObject({
      verdict: 'accept',
      origin: { hold: true, flags: expect.arrayContaining(['watched-name']) },
    });
  });
});

describe('an organiser with sheets of paper', () => {
  test('enters a batch, adds a scan, verifies the count, and takes it back', async () => {
    const empty = await html('/paper');
    expect(empty).toContain('No batch has been entered.');
    expect(empty).toContain('The names on the sheets are not typed in');
    const refused = await open('/paper', { intent: 'enter', ...paperAnswers, valid: '400' });
    expect(refused.status).toBe(422);
    const kept = await refused.text();
    expect(kept).toContain('There cannot be more valid signatures than are on the sheets');
    expect(kept).toContain('value="Gwanghwamun Square"');
    expect(kept).toContain('value="400"');
    const entered = await open('/paper', { intent: 'enter', ...paperAnswers });
    const path = (entered.headers.get('Location') ?? '').slice(desk.length);
    const page = await html(path);
    expect(page).toContain('Harbour Light Initiative');
    expect(page).toContain('No scan has been added.');
    const form = new FormData();
    form.append('intent', 'add');
    for (const side of [40, 50]) {
      const picture = await noise(side, side).png().toBuffer();
      form.append('scans', new Blob([new Uint8Array(picture)]), 'sheet.png');
    }
    const scanned = await follow(open(path, form));
    expect(scanned.match(/SHA-256/g)).toHaveLength(2);
    const scanId = /name="scan" value="([^"]+)"/.exec(scanned)?.[1] ?? '';
    expect((await open(`${path}/scan`)).status).toBe(303);
    const file = await open(`${path}/scan`, { scan: scanId });
    expect(file.headers.get('Content-Disposition')).toMatch(/^attachment; filename="paper-1-/);
    expect(file.headers.get('Content-Security-Policy')).toContain('sandbox');
    expect(file.headers.get('X-Content-Type-Options')).toBe('nosniff');
    const wrong = await open(path, { intent: 'verify', valid: '311' });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('value="311"');
    const verified = await follow(open(path, { intent: 'verify', valid: '312' }));
    expect(verified).toContain('The batch is verified');
    expect(await html('/paper')).toContain('312 on paper, in 1 batch');
    expect(await html('')).toContain('On paper, never part of the figures above');
    const missing = await open(path, { intent: 'withdraw', reason: '' });
    expect(missing.status).toBe(422);
    const gone = await follow(open(path, { intent: 'withdraw', reason: 'Copies' }));
    expect(gone).toContain('not counted any more');
    expect(gone).toContain('Copies');
    expect(await html('/paper')).toContain('0 on paper, in 0 batches');
  });

  test('lets one person do both only when an owner says so', async () => {
    const form = { intent: 'second-person', needed: 'yes' };
    expect(await follow(open('/paper', form))).toContain('Another organiser than who entered');
    const entered = await open('/paper', { intent: 'enter', ...paperAnswers });
    const path = (entered.headers.get('Location') ?? '').slice(desk.length);
    expect(await html(path)).toContain('another organiser has to count the sheets again');
    const own = await open(path, { intent: 'verify', valid: '312' });
    expect(own.status).toBe(409);
    expect(await follow(open('/paper', { ...form, needed: 'no' }))).toContain(
      'may verify it as well',
    );
  });
});
