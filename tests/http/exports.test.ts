import type { ActionFunctionArgs, LoaderFunction } from '@remix-run/node';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeNextExport } from '~/domain/exports/make-next-export.server';
import { type OrganiserRole, organiserRoles } from '~/domain/organisers/organiser';
import { readExport } from '~/http/read-export.server';
import * as listPage from '~/routes/organise.letters.$slug.exports';
import * as exportPage from '~/routes/organise.letters.$slug.exports_.$id';
import { action as fetchFile } from '~/routes/organise.letters.$slug.exports_.$id_.file';
import { loader as manifest } from '~/routes/organise.letters.$slug.exports_.$id_.manifest';
import { action as download } from '~/routes/organise.letters.$slug.exports_.download';
import * as newPage from '~/routes/organise.letters.$slug.exports_.new';
import { readCsv } from '../documents/read-csv';
import { addSignature } from '../support/add-signature';
import { createTestContext, type TestContext } from '../support/database';
import { answerOf, deskRequest, loadContext, openSession } from '../support/desk';
import { enter } from '../support/enrolled';
import { queueExport } from '../support/exports';
import { createLetter, slug, waitingMails } from '../support/letter';
import { servePages } from '../support/pages';

const base = `/organise/letters/${slug}/exports`;
const reason = 'The printer needs every address';
let test$: TestContext;
const sessions = new Map<OrganiserRole, string>();

beforeAll(async () => {
  test$ = await createTestContext();
  const { ctx } = test$;
  const letterId = await createLetter(ctx);
  await addSignature(ctx, letterId, {
    name: '김민서',
    country: 'KR',
    email: 'minseo@people.example',
  });
  await addSignature(ctx, letterId, { name: 'Ґудзь Єва', visibility: 'letter', country: 'UA' });
  await addSignature(ctx, letterId, { name: 'Hidden Person', visibility: 'counted' });
  await addSignature(ctx, letterId, { name: 'Pending Person', state: 'pending' });
  for (const role of organiserRoles) sessions.set(role, await openSession(ctx, role));
});
afterAll(() => test$.drop());
beforeEach(async () => {
  await test$.ctx.db.deleteFrom('exports').execute();
  await test$.ctx.db.deleteFrom('messages').execute();
});

function ask(
  part: unknown,
  role: OrganiserRole | string,
  path: string,
  fields?: Record<string, string>,
  id?: string,
): Promise<Response> {
  const session = sessions.get(role as OrganiserRole) ?? role;
  const request = deskRequest(base + path, session, fields);
  const args = { request, params: { slug, id }, context: loadContext(test$.ctx) };
  return answerOf(() => (part as LoaderFunction)(args as unknown as ActionFunctionArgs));
}

const query = (fields: Record<string, string>) => `/new?${new URLSearchParams(fields)}`;

/** Who may have which export: written out, so that a change of a role is seen here. */
const mayHave: Record<string, readonly OrganiserRole[]> = {
  'signatures/public': ['owner', 'moderator', 'exporter', 'auditor'],
  'signatures/letter': ['owner', 'exporter'],
  'signatures/full': ['owner', 'exporter'],
  'endorsements/public': ['owner', 'moderator', 'exporter', 'auditor'],
  'endorsements/full': ['owner', 'exporter'],
  'paper/full': ['owner', 'exporter'],
};
const formats = ['csv', 'xlsx', 'jsonl', 'json'] as const;
const cells = Object.keys(mayHave).flatMap((what) =>
  formats.flatMap((format) => organiserRoles.map((role) => [role, what, format] as const)),
);

describe('every role by every preset by every format', () => {
  test.each(cells)('%s, %s as %s', async (role, what, format) => {
    const allowed = mayHave[what]?.includes(role) ?? false;
    const fields = { export: what, format, reason };
    const looked = await ask(newPage.loader, role, query({ export: what, format }));
    expect(looked.status).toBe(allowed ? 200 : 403);
    const asked = await ask(newPage.action, role, '/new', fields);
    expect(asked.status).toBe(allowed ? 307 : 403);
    const given = await ask(download, role, '/download', fields);
    expect(given.status).toBe(allowed ? 200 : 403);
    const body = await given.text();
    if (!allowed) expect(body).toBe('');
    if (!allowed)
      expect(await test$.ctx.db.selectFrom('exports').select('id').execute()).toEqual([]);
    const mails = await waitingMails(test$.ctx, 'full-export');
    expect(mails).toHaveLength(allowed && what.endsWith('/full') ? 1 : 0);
  });

  test('what is not offered is not there, whatever the role', async () => {
    for (const what of ['endorsements/letter', 'paper/public', 'audit/full', '/', 'signatures']) {
      expect((await ask(download, 'owner', '/download', { export: what, reason })).status).toBe(
        404,
      );
      expect((await ask(newPage.action, 'owner', '/new', { export: what, reason })).status).toBe(
        404,
      );
      expect((await ask(newPage.loader, 'owner', query({ export: what }))).status).toBe(303);
    }
  });
});

describe('the organiser before an export', () => {
  const pages = () =>
    servePages(test$.ctx, {
      'organise/letters/:slug/exports': listPage,
      'organise/letters/:slug/exports/new': newPage,
      'organise/letters/:slug/exports/:id': exportPage,
    });
  const cookie = (role: OrganiserRole) => ({
    headers: { Cookie: `undersigned=${sessions.get(role)}` },
  });

  test('sees the number of rows, and a sample in which nobody is named who did not want it', async () => {
    const path = base + query({ export: 'signatures/full' });
    const html = await (await pages()(path, cookie('owner'))).text();
    expect(html).toMatch(/<strong>4<\/strong>/);
    expect(html).toContain('The first 3 of 4 rows.');
    expect(html).toContain('김민서');
    expect(html).toContain('m•••@people.example');
    expect(html).not.toMatch(/minseo@|Ґудзь|Hidden|a comment for/);
    expect(await test$.ctx.db.selectFrom('exports').select('id').execute()).toEqual([]);
  });

  test('finds the view of the table again, and only its rows', async () => {
    const view = '?country=KR';
    const first = await (
      await pages()(`${base}?view=${encodeURIComponent(view)}`, cookie('exporter'))
    ).text();
    expect(first).toContain('name="view" value="?country=KR"');
    const fields = { export: 'signatures/full', view, narrow: 'yes' };
    const html = await (await pages()(base + query(fields), cookie('exporter'))).text();
    expect(html).toMatch(/<strong>1<\/strong>/);
    const given = await ask(download, 'exporter', '/download', { ...fields, reason });
    expect(readCsv(Buffer.from(await given.arrayBuffer()))).toHaveLength(2);
  });

  test('chooses the clocks', async () => {
    const fields = { export: 'signatures/public', zone: 'Asia/Seoul' };
    const [head, row] = readCsv(
      Buffer.from(await (await ask(download, 'auditor', '/download', fields)).arrayBuffer()),
    );
    expect(row?.[head?.indexOf('signed_at') ?? 0]).toMatch(/\+09:00$/);
    const wrong = { ...fields, zone: 'Mars/Olympus' };
    expect((await ask(newPage.action, 'auditor', '/new', wrong)).status).toBe(422);
  });

  test.each([
    ['reason', { reason: '' }],
    ['reason', { reason: 'too short' }],
    ['reason', { reason: 'x'.repeat(501) }],
    ['recipient', { reason, recipient: 'age1nonsense' }],
  ])('is told what is wrong with the %s, and everything typed is kept', async (fieldId, typed) => {
    const fields = { export: 'signatures/full', format: 'xlsx', ...typed };
    const answer = await ask(newPage.action, 'owner', '/new', fields);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ refusal: { fieldId }, typed: fields });
    const straight = await ask(download, 'owner', '/download', fields);
    expect(straight.status).toBe(303);
    expect(straight.headers.get('Location')).toContain('/exports/new?export=signatures%2Ffull');
    expect(await test$.ctx.db.selectFrom('exports').select('id').execute()).toEqual([]);
  });

  test('gets five full records a day, whatever they are, and all owners a mail about each', async () => {
    const fields = { export: 'signatures/full', reason };
    for (let time = 0; time < 5; time += 1) {
      const given = await ask(download, 'exporter', '/download', fields);
      expect(given.status).toBe(200);
      await given.text();
    }
    const refused = await ask(newPage.action, 'exporter', '/new', { export: 'paper/full', reason });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ typed: { reason } });
    expect((await ask(download, 'exporter', '/download', fields)).status).toBe(303);
    const mine = await ask(download, 'owner', '/download', fields);
    expect(mine.status).toBe(200);
    await mine.text();
    const mails = await waitingMails(test$.ctx, 'full-export');
    expect(mails).toHaveLength(6);
    expect(mails[0]).toMatchObject({
      to: 'owner@desk.example',
      props: { by: 'exporter@desk.example', rows: 4, reason, what: 'signatures' },
    });
  });

  test('asked for at once, six are not more than five', async () => {
    const fields = { export: 'signatures/full', reason };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => ask(download, 'exporter', '/download', fields)),
    );
    for (const answer of answers) await answer.text();
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 303]);
  });
});

describe('the organiser with a large export', () => {
  test('sees how far it is, fetches it, and its manifest', async () => {
    const { ctx } = test$;
    const owner = await enter(ctx, 'second-owner@desk.example');
    const id = await queueExport(ctx, { actor: owner.actor, preset: 'full', reason });
    const see = async (session: string) =>
      (await (await ask(exportPage.loader, session, `/${id}`, undefined, id)).json()).made;
    expect(await see(owner.sessionId)).toMatchObject({ state: 'queued', expected: 4, own: true });
    expect((await ask(manifest, 'owner', `/${id}/manifest`, undefined, id)).status).toBe(404);
    await makeNextExport(ctx, new AbortController().signal);
    expect(await see(owner.sessionId)).toMatchObject({ state: 'ready', rows: 4 });
    const given = await ask(fetchFile, owner.sessionId, `/${id}/file`, {}, id);
    expect(given.status).toBe(200);
    expect(given.headers.get('Content-Disposition')).toContain('-4-rows-');
    const bytes = Buffer.from(await given.arrayBuffer());
    expect(given.headers.get('Content-Length')).toBe(String(bytes.length));
    expect(readCsv(bytes)).toHaveLength(5);
    const beside = await ask(manifest, 'owner', `/${id}/manifest`, undefined, id);
    expect(beside.headers.get('Content-Disposition')).toMatch(/\.csv\.sha256\.txt"$/);
    // Another owner sees that there is one, and does not get it.
    expect(await see('owner')).toMatchObject({ own: false });
    expect((await ask(fetchFile, 'owner', `/${id}/file`, {}, id)).status).toBe(303);
    for (const role of ['moderator', 'auditor'] as const) {
      expect((await ask(exportPage.loader, role, `/${id}`, undefined, id)).status).toBe(403);
      expect((await ask(exportPage.action, role, `/${id}`, { intent: 'cancel' }, id)).status).toBe(
        403,
      );
      expect((await ask(fetchFile, role, `/${id}/file`, {}, id)).status).toBe(403);
      expect((await ask(manifest, role, `/${id}/manifest`, undefined, id)).status).toBe(403);
    }
    const stopped = await ask(exportPage.action, 'owner', `/${id}`, { intent: 'cancel' }, id);
    expect(stopped.status).toBe(303);
    expect((await ask(exportPage.action, 'owner', `/${id}`, { intent: 'cancel' }, id)).status).toBe(
      409,
    );
    expect((await ask(fetchFile, owner.sessionId, `/${id}/file`, {}, id)).status).toBe(303);
  });

  test('finds the manifest of a file that was downloaded at once', async () => {
    const given = await ask(download, 'owner', '/download', { export: 'signatures/public' });
    const link = /<.*\/exports\/([0-9a-f-]{36})\/manifest>/.exec(given.headers.get('Link') ?? '');
    await given.text();
    const id = link?.[1] ?? '';
    const text = await (await ask(manifest, 'owner', `/${id}/manifest`, undefined, id)).text();
    const name = /filename="([^"]+)"/.exec(given.headers.get('Content-Disposition') ?? '')?.[1];
    expect(text.trimEnd().split('  ').at(-1)).toBe(name);
  });
});

test('a view that is none narrows nothing', () => {
  for (const view of ['', '?', '?size=100', '?nonsense=1', '?state=unknown']) {
    expect(readExport({ export: 'signatures/public', narrow: 'yes', view })?.view).toBeNull();
  }
  const fields = { export: 'signatures/public', view: '?state=held' };
  expect(readExport({ ...fields, narrow: 'no' })?.view).toBeNull();
  expect(readExport({ ...fields, narrow: 'yes' })?.view).toMatchObject({
    filter: { state: 'held' },
  });
});
