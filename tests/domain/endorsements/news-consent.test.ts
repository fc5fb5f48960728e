import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { countNewsConsents } from '~/db/share-links.server';
import { type ConfirmChoices, confirmToken } from '~/domain/confirmations/confirm-token.server';
import { disownMailbox } from '~/domain/confirmations/disown-mailbox.server';
import { newsSwitchSchema } from '~/domain/endorsements/news-switch';
import { readShareKit } from '~/domain/endorsements/read-share-kit.server';
import { sendNewsList } from '~/domain/endorsements/send-news-list.server';
import { switchNews } from '~/domain/endorsements/switch-news.server';
import { withdrawEndorsement } from '~/domain/endorsements/withdraw-endorsement.server';
import { exportNewsList } from '~/domain/exports/export-news-list.server';
import { eraseSignature } from '~/domain/signatures/erase-signature.server';
import { readMySignature } from '~/domain/signatures/read-my-signature.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { updateSignature } from '~/domain/signatures/update-signature.server';
import { withdrawSignature } from '~/domain/signatures/withdraw-signature.server';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, signForm, slug, waitingMails } from '../../support/letter';
import { plantSharing, type Sharing } from '../../support/sharing';

let test$: TestContext;
let ctx: Context;
let letterId: string;
let open: Sharing;
let other: Sharing;

beforeAll(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  letterId = await createLetter(ctx);
});
beforeEach(async () => {
  for (const table of [
    'messages',
    'signatures',
    'endorsements',
    'limit_counters',
    'suppressions',
  ] as const) {
    await ctx.db.deleteFrom(table).execute();
  }
  open = await plantSharing(ctx, letterId, { code: 'open-door' });
  other = await plantSharing(ctx, letterId, { code: 'other' });
});
afterAll(() => test$.drop());

/** Somebody who signs by the link of Open Door and ticks its news, with the links from the mail. */
async function sign(who: string, ticked: { via?: string; newsFrom?: string } = {}) {
  const { via = 'open-door', newsFrom = 'open-door' } = ticked;
  const form = signForm({ name: `Name ${who}`, email: `${who}@people.example` });
  await signLetter(ctx, { slug, locale: 'en', form, via, newsFrom });
  const mails = await waitingMails(ctx, 'confirm-signature');
  const mail = mails.findLast(({ to }) => to === form.email);
  if (!mail) throw new Error('no mail');
  return mail.props;
}

async function signAndConfirm(who: string, choices?: ConfirmChoices) {
  const mailed = await sign(who);
  await confirmToken(ctx, { token: mailed.confirmToken, choices });
  return mailed;
}

async function listLink({ manageToken, email }: Sharing): Promise<string> {
  await ctx.db.deleteFrom('messages').where('kind', '=', 'news-list').execute();
  expect(await sendNewsList(ctx, { token: manageToken, network: null })).toEqual({ ok: true });
  const mails = await waitingMails(ctx, 'news-list');
  expect(mails.map(({ to }) => to)).toEqual([email]);
  return mails[0]?.props.listToken ?? '';
}

/** The list as the organisation gets it, or why it gets none. */
async function listOf(sharing: Sharing): Promise<string> {
  const made = await exportNewsList(ctx, { token: await listLink(sharing) });
  if (!made.ok) return made.reason;
  let text = '';
  for await (const piece of made.rows) text += piece;
  return text;
}

const header = '\ufeffname,email,locale,country,consented_at\r\n';

describe('whoever ticks the news of an organisation', () => {
  test('is given to it, with the time of the confirmation, and to no other', async () => {
    await signAndConfirm('anna');
    const lines = (await listOf(open)).slice(header.length);
    expect(await listOf(open)).toMatch(/^\ufeffname,email,locale,country,consented_at\r\n/);
    expect(lines).toMatch(/^Name anna,anna@people\.example,en,,\d{4}-\d\d-\d\dT[\d:.]+Z\r\n$/);
    expect(await listOf(other)).toBe(header);
    const kit = await readShareKit(ctx, { token: open.manageToken });
    expect(kit).toMatchObject({ people: 1, wantNews: 1 });
  });

  test('is asked for it in the mail, and given nowhere before confirming', async () => {
    expect((await sign('anna')).newsFrom).toBe('Organisation open-door');
    expect((await sign('bert', { newsFrom: '' })).newsFrom).toBeNull();
    expect(await listOf(open)).toBe(header);
  });

  test('may take it back while confirming, and keeps it by the plain button', async () => {
    const choices = { visibility: 'counted', updates: false } as const;
    await signAndConfirm('anna', { ...choices, newsFrom: false });
    await signAndConfirm('bert', { ...choices, newsFrom: true });
    await signAndConfirm('cora');
    expect((await listOf(open)).match(/Name \w+/g)).toEqual(['Name bert', 'Name cora']);
  });

  test('sees it with the signature and takes it back there, once and for all', async () => {
    const { manageToken: token } = await signAndConfirm('anna');
    const mine = await readMySignature(ctx, { token });
    expect(mine.ok && mine.signature.newsFrom).toEqual({
      code: 'open-door',
      organisation: {
        organisation: 'Organisation open-door',
        organisationEn: 'Organisation open-door',
        names: {},
      },
      newsPrivacyUrl: 'https://open-door.example/privacy',
    });
    const { email: _email, ...form } = signForm();
    await updateSignature(ctx, { token, form: { ...form, newsFrom: true } });
    expect(await listOf(open)).toContain('anna@');
    await updateSignature(ctx, { token, form });
    expect(await listOf(open)).toBe(header);
    await updateSignature(ctx, { token, form: { ...form, newsFrom: true } });
    expect(await listOf(open)).toBe(header);
  });

  const ends: [string, (mailed: Awaited<ReturnType<typeof sign>>) => Promise<unknown>][] = [
    ['withdraws', ({ manageToken: token }) => withdrawSignature(ctx, { token })],
    ['erases', ({ manageToken: token }) => eraseSignature(ctx, { token })],
    [
      'is taken out by organisers',
      () =>
        ctx.db.updateTable('signatures').set({ state: 'invalidated', public_name: null }).execute(),
    ],
    [
      'has no address any more',
      () => ctx.db.updateTable('signatures').set({ contact_erased_at: new Date() }).execute(),
    ],
  ];

  test.each(ends)('is in no list who %s', async (_what, end) => {
    const mailed = await signAndConfirm('anna');
    await end(mailed);
    expect(await listOf(open)).toBe(header);
    expect(await readShareKit(ctx, { token: open.manageToken })).toMatchObject({ wantNews: 0 });
  });

  test('has asked for nothing when a stranger typed the address', async () => {
    const { confirmToken: token } = await sign('anna');
    await disownMailbox(ctx, { token });
    const rows = await ctx.db.selectFrom('signatures').select(['news_from', 'source']).execute();
    expect(rows).toEqual([{ news_from: null, source: null }]);
  });

  test('who withdraws and signs anew without it is not given away', async () => {
    const { manageToken: token } = await signAndConfirm('anna');
    await withdrawSignature(ctx, { token });
    const again = await sign('anna', { newsFrom: '' });
    await confirmToken(ctx, { token: again.confirmToken });
    expect(await listOf(open)).toBe(header);
  });

  test('is not believed for an organisation whose link they did not come by', async () => {
    for (const [who, ticked] of Object.entries({
      anna: { via: 'other', newsFrom: 'open-door' },
      bert: { via: '', newsFrom: 'open-door' },
      cora: { via: 'open-door', newsFrom: 'yes' },
    })) {
      const { confirmToken: token } = await sign(who, ticked);
      await confirmToken(ctx, { token });
    }
    expect(await listOf(open)).toBe(header);
    expect(await listOf(other)).toBe(header);
  });
});

describe('an organisation', () => {
  test('that has not switched it on, or off again, is given nobody new', async () => {
    await signAndConfirm('anna');
    expect(await switchNews(ctx, { token: open.manageToken, newsPrivacyUrl: null })).toEqual({
      ok: true,
    });
    await signAndConfirm('bert');
    const list = await listOf(open);
    expect(list).toContain('anna@');
    expect(list).not.toContain('bert@');
    const entries = await ctx.db
      .selectFrom('audit_entries')
      .select(['action', 'details'])
      .where('object_id', '=', open.id)
      .orderBy('id')
      .execute();
    expect(entries).toEqual([
      { action: 'endorsement.news-switched', details: { asks: false, notice: null } },
      { action: 'endorsement.news-exported', details: { rows: 1 } },
    ]);
  });

  test('that withdraws gets no list, by no link, and nobody is kept on it', async () => {
    const { manageToken } = await signAndConfirm('anna');
    const link = await listLink(open);
    await withdrawEndorsement(ctx, { token: open.manageToken });
    expect(await exportNewsList(ctx, { token: link })).toEqual({ ok: false, reason: 'withdrawn' });
    expect(await sendNewsList(ctx, { token: open.manageToken, network: null })).toEqual({
      ok: false,
      reason: 'not-approved',
    });
    expect(await countNewsConsents(ctx.db, open.id)).toBe(0);
    const mine = await readMySignature(ctx, { token: manageToken });
    expect(mine.ok && mine.signature.newsFrom).toBeNull();
    expect(await switchNews(ctx, { token: open.manageToken, newsPrivacyUrl: null })).toEqual({
      ok: false,
      reason: 'not-approved',
    });
  });

  test('gets the list once by a link, and by the newest link only', async () => {
    const [older, newer] = [await listLink(open), await listLink(open)];
    expect(await exportNewsList(ctx, { token: older })).toEqual({ ok: false, reason: 'replaced' });
    expect((await exportNewsList(ctx, { token: newer })).ok).toBe(true);
    expect(await exportNewsList(ctx, { token: newer })).toEqual({ ok: false, reason: 'used' });
    expect(await exportNewsList(ctx, { token: open.manageToken })).toEqual({
      ok: false,
      reason: 'unknown',
    });
  });

  test('gets no list a day later', async () => {
    const link = await listLink(open);
    await ctx.db
      .updateTable('tokens')
      .set({ expires_at: new Date(0) })
      .execute();
    expect(await exportNewsList(ctx, { token: link })).toEqual({ ok: false, reason: 'expired' });
  });

  test('gets three links a day, whoever asks, and a busy network gets none for it', async () => {
    const ask = (network: string | null = null) =>
      sendNewsList(ctx, { token: open.manageToken, network });
    for (let n = 0; n < 3; n += 1) expect(await ask()).toEqual({ ok: true });
    expect(await ask()).toEqual({ ok: false, reason: 'too-many' });
    const others = () => sendNewsList(ctx, { token: 'unknown', network: '203.0.113.9' });
    expect(await others()).toEqual({ ok: false, reason: 'unknown' });
    await ctx.db.deleteFrom('messages').execute();
    for (let n = 0; n < 3; n += 1) expect(await ask('203.0.113.9')).toEqual({ ok: true });
    const counters = await ctx.db
      .selectFrom('limit_counters')
      .select(['policy', 'count'])
      .execute();
    expect(counters).toEqual([{ policy: 'news-list', count: 3 }]);
    await ctx.db.updateTable('limit_counters').set({ count: 10 }).execute();
    await ctx.db.deleteFrom('messages').execute();
    expect(await ask('203.0.113.9')).toEqual({ ok: false, reason: 'too-many' });
    expect(await ask()).toEqual({ ok: true });
  });

  test('whose names or addresses look like formulas hands none to a spreadsheet', async () => {
    const form = { ...signForm({ email: 'anna@people.example' }), name: '=cmd()' };
    await signLetter(ctx, { slug, locale: 'en', form, via: 'open-door', newsFrom: 'open-door' });
    const [mail] = await waitingMails(ctx, 'confirm-signature');
    await confirmToken(ctx, { token: mail?.props.confirmToken ?? '' });
    expect(await listOf(open)).toContain(`\r\n"'=cmd()",anna@people.example,`);
  });
});

describe('a privacy notice', () => {
  test.each([
    ['https://open-door.example/privacy?lang=ko#top', 'https://open-door.example/privacy?lang=ko'],
    [
      '  https://한글.example/개인정보 ',
      'https://xn--bj0bj06e.example/%EA%B0%9C%EC%9D%B8%EC%A0%95%EB%B3%B4',
    ],
  ])('at %s is taken', (typed, stored) => {
    const parsed = newsSwitchSchema.safeParse({ news: 'yes', newsPrivacyUrl: typed });
    expect(parsed.data).toEqual({ newsPrivacyUrl: stored });
  });

  test.each([
    '',
    'open-door.example/privacy',
    'http://open-door.example/privacy',
    'javascript:alert(1)',
    'https://user:word@open-door.example/',
    'https://localhost/',
    `https://open-door.example/${'x'.repeat(300)}`,
  ])('at %j is refused, and without one nobody is asked', (newsPrivacyUrl) => {
    const on = newsSwitchSchema.safeParse({ news: 'yes', newsPrivacyUrl });
    expect(on.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
      ['newsPrivacyUrl', 'privacy-url-format'],
    ]);
    expect(newsSwitchSchema.parse({ newsPrivacyUrl })).toEqual({ newsPrivacyUrl: null });
  });
});
