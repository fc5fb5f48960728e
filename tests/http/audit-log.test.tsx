import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { recordAudit } from '~/domain/audit/record-audit.server';
import { withdrawEndorsement } from '~/domain/endorsements/withdraw-endorsement.server';
import { addOrganiser } from '~/domain/organisers/add-organiser.server';
import { signIn } from '~/domain/organisers/sign-in.server';
import * as myEndorsement from '~/routes/($locale).my-endorsement.$token';
import * as installation from '~/routes/organise.audit';
import * as installationDownload from '~/routes/organise.audit_.download';
import * as auditRoute from '~/routes/organise.letters.$slug.audit';
import * as download from '~/routes/organise.letters.$slug.audit_.download';
import * as settings from '~/routes/organise.letters.$slug.settings';
import { createTestContext, type TestContext } from '../support/database';
import { openSession } from '../support/desk';
import { createLetter, slug } from '../support/letter';
import { servePages } from '../support/pages';
import { plantSharing, type Sharing } from '../support/sharing';

const base = `/organise/letters/${slug}`;
const actor = { kind: 'operator' } as const;
let test$: TestContext;
let ctx: Context;
let letterId: string;
let owner: string;
let sharing: Sharing;
let pages: ReturnType<typeof servePages>;

beforeAll(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  letterId = await createLetter(ctx);
  const otherId = await createLetter(ctx, 'another-letter');
  sharing = await plantSharing(ctx, letterId, { code: 'open-door' });
  owner = await openSession(ctx, 'owner');
  pages = servePages(ctx, {
    'organise/letters/:slug/audit': auditRoute,
    'organise/letters/:slug/audit/download': download,
    'organise/letters/:slug/settings': settings,
    'organise/audit': installation,
    'organise/audit/download': installationDownload,
    ':locale?/my-endorsement/:token': myEndorsement,
  });
  await post(`${base}/settings`, { intent: 'save', listIndexed: 'yes' });
  for (let n = 0; n < 250; n += 1) {
    const details = { template: n === 100 ? '=cmd|calc' : null, n };
    const object = { kind: 'endorsement', id: sharing.id };
    await recordAudit(ctx.db, { actor, action: 'endorsement.declined', letterId, object, details });
  }
  await recordAudit(ctx.db, { actor, action: 'letter.closed', letterId: otherId });
});
afterAll(() => test$.drop());

function get(path: string, session: string | null = owner) {
  return pages(path, { headers: session ? { Cookie: `undersigned=${session}` } : {} });
}

function post(path: string, fields: Record<string, string>, session: string | null = owner) {
  const headers: Record<string, string> = session ? { Cookie: `undersigned=${session}` } : {};
  return pages(path, { method: 'POST', body: new URLSearchParams(fields), headers });
}

async function html(answer: Promise<Response>): Promise<string> {
  return (await (await answer).text()).replaceAll('<!-- -->', '');
}

function idsOf(text: string): number[] {
  return [...text.matchAll(/<th scope="row" class="numeric">(\d+)<\/th>/g)].map(([, id]) =>
    Number(id),
  );
}

function linkOf(text: string, label: string): string | null {
  const [, href] = new RegExp(`href="([^"]*)"[^>]*>${label}<`).exec(text) ?? [];
  return href ? href.replaceAll('&amp;', '&') : null;
}

describe('an owner who reads the log of a letter', () => {
  test('reads who, what, before and after, when there and in UTC, and in which request', async () => {
    const text = await html(get(`${base}/audit?action=letter.settings-changed`));
    expect(idsOf(text)).toHaveLength(1);
    expect(text).toContain('o•••@desk.example (Owner)');
    expect(text.slice(text.indexOf('<main'))).not.toContain('owner@desk.example');
    expect(text).toContain('Changed the settings of the letter');
    expect(text).toMatch(/list indexed: <del>no<\/del>.*<ins>yes<\/ins>/);
    expect(text).toContain('request: request');
    expect(text).toContain('When (Seoul time)');
    expect(text).toMatch(/<th scope="col">UTC<\/th>/);
    expect(text).toContain(`href="${base}"`);
  });

  test('turns pages in both directions, each entry once', async () => {
    const first = await html(get(`${base}/audit?action=endorsement.declined`));
    expect(linkOf(first, 'Newer entries')).toBeNull();
    const second = await html(get(`${linkOf(first, 'Older entries')}`));
    const third = await html(get(`${linkOf(second, 'Older entries')}`));
    expect(linkOf(third, 'Older entries')).toBeNull();
    const ids = [first, second, third].flatMap(idsOf);
    expect(ids).toHaveLength(250);
    expect(new Set(ids).size).toBe(250);
    expect(ids).toEqual([...ids].sort((one, other) => other - one));
    const back = await html(get(`${linkOf(third, 'Newer entries')}`));
    expect(idsOf(back)).toEqual(idsOf(second));
    const start = await html(get(`${linkOf(back, 'Newer entries')}`));
    expect(idsOf(start)).toEqual(idsOf(first));
    expect(linkOf(start, 'Newer entries')).toBeNull();
    expect(linkOf(start, 'Older entries')).toBe(linkOf(first, 'Older entries'));
  });

  test('finds by person, object and day, and nothing of another letter', async () => {
    const all = await html(get(`${base}/audit`));
    expect(all).not.toContain('Closed the letter<');
    const [, id = ''] =
      /<option value="([0-9a-f-]{36})">o•••@desk\.example<\/option>/.exec(all) ?? [];
    expect(idsOf(await html(get(`${base}/audit?actor=${id}`)))).toHaveLength(1);
    expect(idsOf(await html(get(`${base}/audit?actor=operator`)))).toHaveLength(100);
    expect(idsOf(await html(get(`${base}/audit?object=letter`)))).toHaveLength(1);
    const one = `object=endorsement/${sharing.id}`;
    expect(idsOf(await html(get(`${base}/audit?${one}&actor=operator`)))).toHaveLength(100);
    expect(idsOf(await html(get(`${base}/audit?object=endorsement/none`)))).toHaveLength(0);
    expect(idsOf(await html(get(`${base}/audit?to=2020-01-01`)))).toHaveLength(0);
    const seoul = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Seoul' }).format(new Date());
    const today = `from=${seoul}&to=${seoul}&object=letter`;
    expect(idsOf(await html(get(`${base}/audit?${today}`)))).toHaveLength(1);
  });

  test.each([
    'actor=nobody',
    'action=%27',
    'object=%00',
    'from=2026-13-01',
    'before=-1',
    'after=x',
  ])('gets everything for %s, which says nothing', async (query) => {
    const answer = await get(`${base}/audit?${query}`);
    expect(answer.status).toBe(200);
    expect(idsOf(await html(Promise.resolve(answer)))).toHaveLength(100);
  });
});

describe('an export of the log', () => {
  test('is what the filter finds on all pages, safe for spreadsheets, and an entry itself', async () => {
    const answer = await post(`${base}/audit/download?action=endorsement.declined`, {
      format: 'csv',
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('Content-Disposition')).toMatch(
      /a-letter-audit-\d{4}-\d\d-\d\d\.csv/,
    );
    const lines = (await answer.text()).trim().split('\r\n');
    expect(lines).toHaveLength(251);
    expect(lines[0]).toContain(
      'entry,at_utc,at_local,time_zone,actor_kind,actor,role,action,words',
    );
    const page = await html(get(`${base}/audit?action=audit.exported`));
    expect(page).toContain('Exported the audit log');
    expect(page).toContain('rows: 250');
    expect(page).toContain('action: endorsement.declined');
  });

  test('as JSON lines has an object a line, with before and after', async () => {
    const answer = await post(`${base}/audit/download?object=letter`, { format: 'jsonl' });
    const rows = (await answer.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      actor: 'o•••@desk.example',
      role: 'owner',
      action: 'letter.settings-changed',
      words: 'Changed the settings of the letter',
      letter: slug,
      changes: { listIndexed: [false, true] },
      time_zone: 'Asia/Seoul',
      request_id: 'request',
    });
  });

  test('is refused in another format, and reading its address exports nothing', async () => {
    expect((await post(`${base}/audit/download`, { format: 'xlsx' })).status).toBe(404);
    const answer = await get(`${base}/audit/download`);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('Location')).toBe(`${base}/audit`);
  });
});

describe('the log of the installation', () => {
  async function sessionOf(email: string, role: 'owner' | 'auditor', letter?: string) {
    const added = await addOrganiser(ctx, { email, role, letter, actor });
    const signedIn = added.ok ? await signIn(ctx, { token: added.signInToken }) : added;
    if (!signedIn.ok) throw new Error(signedIn.reason);
    return signedIn.sessionId;
  }

  test('shows an owner of the installation sign-ins, organisers and every letter', async () => {
    const text = await html(get('/organise/audit'));
    expect(text).toContain('Closed the letter');
    expect(text).toContain('another-letter');
    const added = await html(get('/organise/audit?action=organiser.added'));
    expect(added).toContain('Added an organiser');
    expect(await html(get('/organise/audit?action=organiser.signed-in'))).toContain('Signed in');
    const answer = await post('/organise/audit/download?action=organiser.added', {
      format: 'jsonl',
    });
    expect((await answer.text()).trim().split('\n').length).toBeGreaterThan(0);
  });

  test('is not there for who owns a letter only, and not for other roles or strangers', async () => {
    const letterOwner = await sessionOf('letter-owner@desk.example', 'owner', slug);
    const editor = await openSession(ctx, 'editor');
    for (const path of ['/organise/audit', '/organise/audit/download']) {
      expect((await get(path, letterOwner)).status, path).toBe(404);
      expect((await get(path, editor)).status, path).toBe(403);
      expect((await get(path, null)).headers.get('Location'), path).toBe('/organise/sign-in');
    }
    const fields = { format: 'csv' };
    expect((await post('/organise/audit/download', fields, letterOwner)).status).toBe(404);
    expect((await post('/organise/audit/download', fields, editor)).status).toBe(403);
    expect((await get(`${base}/audit`, letterOwner)).status).toBe(200);
  });
});

describe('the request in which something happened', () => {
  test('stands in the entry also when a link from a mail did it, and not when no request did', async () => {
    const other = await plantSharing(ctx, letterId, { code: 'quiet' });
    const path = `/my-endorsement/${sharing.manageToken}`;
    const answer = await post(path, { intent: 'withdraw', confirmed: 'yes' }, null);
    expect(answer.status).toBeLessThan(400);
    await withdrawEndorsement(ctx, { token: other.manageToken });
    const entries = await ctx.db
      .selectFrom('audit_entries')
      .select(['object_id', 'request_id'])
      .where('action', '=', 'endorsement.withdrawn')
      .orderBy('id')
      .execute();
    expect(entries).toEqual([
      { object_id: sharing.id, request_id: 'request' },
      { object_id: other.id, request_id: null },
    ]);
    const text = await html(get(`${base}/audit?action=endorsement.withdrawn`));
    expect(text).toContain('A link from a mail');
    expect(text).toContain('The system');
  });
});
