import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runInvalidationBatch } from '~/domain/invalidations/run-invalidation-batch.server';
import type { OrganiserRole } from '~/domain/organisers/organiser';
import { addSignature } from '../support/add-signature';
import { createTestContext, type TestContext } from '../support/database';
import { openSession } from '../support/desk';
import { createLetter, slug } from '../support/letter';
import { servePages } from '../support/pages';

const list = `/organise/letters/${slug}/signatures`;
let test$: TestContext;
let letterId: string;
let pages: ReturnType<typeof servePages>;
const sessions = new Map<OrganiserRole, string>();
const ids: string[] = [];

beforeAll(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  for (const role of ['moderator', 'auditor', 'exporter'] as const) {
    sessions.set(role, await openSession(test$.ctx, role));
  }
  for (let n = 0; n < 60; n += 1) {
    const odd = n % 2 === 1;
    const { id } = await addSignature(test$.ctx, letterId, {
      name: odd ? `비밀${n}` : `열린${n}`,
      email: `person${n}@people.example`,
      visibility: odd ? 'letter' : 'public',
      country: odd ? 'UA' : 'KR',
    });
    ids.push(id);
  }
  const route = (name: string) => import(`../../app/routes/organise.letters.$slug.${name}.tsx`);
  pages = servePages(test$.ctx, {
    'organise/letters/:slug/signatures': await route('signatures'),
    'organise/letters/:slug/signatures/views': await route('signatures_.views'),
    'organise/letters/:slug/signatures/selections/:id': await route('signatures_.selections.$id'),
    'organise/letters/:slug/signatures/:id': await route('signatures_.$id'),
  });
});
afterAll(() => test$.drop());

type Sent = [string, string][];

async function open(path: string, fields?: Sent, role: OrganiserRole = 'moderator') {
  const response = await pages(path, {
    method: fields ? 'POST' : 'GET',
    body: fields ? new URLSearchParams(fields) : undefined,
    headers: { Cookie: `undersigned=${sessions.get(role)}` },
  });
  const html = await response.text();
  const text = html
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replaceAll('<!-- -->', '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
  return { status: response.status, location: response.headers.get('Location') ?? '', html, text };
}

function linkOf(html: string, pattern: RegExp): string {
  const href = pattern.exec(html)?.slice(1).find(Boolean);
  if (!href) throw new Error(`no link like ${pattern}`);
  return href.replaceAll('&amp;', '&');
}

async function runAll(): Promise<void> {
  while (await runInvalidationBatch(test$.ctx));
}

describe('without JavaScript a moderator', () => {
  test('sorts by a heading, which says so, and turns the pages there and back', async () => {
    const first = await open(list);
    expect(first.html.match(/aria-sort="(?!none)[a-z]+"/g)).toEqual(['aria-sort="descending"']);
    expect(first.text).toContain('60 signatures with these settings');
    const byCountry = await open(linkOf(first.html, /href="([^"]*sort=country[^"]*)"/));
    expect(byCountry.html).toMatch(/<th[^>]*aria-sort="ascending"[^>]*><a[^>]*>Country/);
    const next = await open(
      linkOf(first.html, /href="([^"]*)" rel="next"|rel="next"[^>]*href="([^"]*)"/),
    );
    expect(next.html.match(/name="tick"/g)).toHaveLength(10);
    const back = await open(
      linkOf(next.html, /href="([^"]*)" rel="prev"|rel="prev"[^>]*href="([^"]*)"/),
    );
    expect(back.html.match(/name="tick"/g)).toHaveLength(50);
    expect(next.text).toContain('First page');
  });

  test('selects all of a view, with the count that the page showed, and puts everything back', async () => {
    const view = await open(`${list}?visibility=letter`);
    expect(view.text).toContain('Select all 30 matching');
    const chosen = await open(`${list}?visibility=letter`, [['intent', 'select-all']]);
    expect([chosen.status, chosen.location]).toEqual([
      303,
      expect.stringContaining('/selections/'),
    ]);
    const page = await open(chosen.location);
    expect(page.text).toContain('30 signatures selected. Nothing has changed yet.');
    const refused = await open(chosen.location, [
      ['intent', 'start'],
      ['action', 'take-out'],
      ['reason', ' '],
    ]);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Write why these signatures are taken out');
    const start: Sent = [
      ['intent', 'start'],
      ['action', 'take-out'],
      ['reason', 'stuffed'],
    ];
    expect((await open(chosen.location, start)).status).toBe(303);
    expect((await open(chosen.location)).text).toContain('0 of 30 looked at');
    await runAll();
    const done = await open(chosen.location);
    expect(done.text).toContain('30 taken out of the count.');
    expect((await open(`${list}?state=invalidated`)).text).toContain('30 signatures');
    expect((await open(chosen.location, [['intent', 'undo']])).status).toBe(303);
    await runAll();
    expect((await open(chosen.location)).text).toContain('Undone.');
    expect((await open(`${list}?state=confirmed`)).text).toContain('60 signatures');
  });

  test('ticks a page of a hundred, and is told when nothing is ticked', async () => {
    const page = await open(`${list}?size=100&tick=page`);
    expect(page.html.match(/name="tick"[^>]*checked/g)).toHaveLength(60);
    const ticks = ids.map((id): [string, string] => ['tick', id]);
    const chosen = await open(list, [['intent', 'select'], ...ticks]);
    expect((await open(chosen.location)).text).toContain('60 signatures selected.');
    const none = await open(list, [['intent', 'select']]);
    expect(none.status).toBe(422);
    expect(none.text).toContain('Tick at least one signature');
    const tooMany = [...ticks, ...ticks];
    expect((await open(list, [['intent', 'select'], ...tooMany])).status).toBe(400);
  });

  test('meets a page that names count and effect before mails leave', async () => {
    const { id } = await addSignature(test$.ctx, letterId, { state: 'pending' });
    const chosen = await open(list, [
      ['intent', 'select'],
      ['tick', id],
    ]);
    const page = await open(chosen.location);
    const about = new URL(
      linkOf(page.html, /href="([^"]*about=resend)"/),
      `http://x${chosen.location}`,
    );
    const asked = await open(about.pathname + about.search);
    expect(asked.text).toContain(
      'Send the confirmation again: 1 signature. This cannot be taken back.',
    );
    expect(asked.html).toContain('name="confirm" value="1"');
    const blind: Sent = [
      ['intent', 'start'],
      ['action', 'resend'],
    ];
    expect((await open(chosen.location, blind)).status).toBe(409);
    expect((await open(chosen.location, [...blind, ['confirm', '1']])).status).toBe(303);
  });

  test('finds somebody by the whole address, which stands in no address of a page', async () => {
    const found = await open(list, [
      ['intent', 'find'],
      ['email', 'person1@people.example'],
    ]);
    expect([found.status, found.location]).toEqual([303, `${list}/${ids[1]}`]);
    const nobody = await open(list, [
      ['intent', 'find'],
      ['email', 'nobody@people.example'],
    ]);
    expect(nobody.status).toBe(422);
    expect(nobody.html).toContain('value="nobody@people.example"');
    const typed = await open(`${list}?q=person1@people.example`);
    expect(typed.text).toContain('That looks like an email address');
    expect(typed.text).toContain('0 signatures');
  });

  test('sees address and name after a POST, in that one answer only', async () => {
    const path = `${list}/${ids[1]}`;
    const before = await open(path);
    expect(before.text).toContain('p•••@people.example');
    const shown = await open(path, [['intent', 'show']]);
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('person1@people.example');
    expect(shown.text).toContain('비밀1');
    const after = await open(path);
    expect(after.text).not.toContain('person1@');
    expect(after.text).not.toContain('비밀1');
    expect(after.text).toContain('Address and words shown');
  });

  test('keeps a view under a name, and what is unknown in its address is left out', async () => {
    const kept = await open(`${list}/views`, [
      ['intent', 'keep'],
      ['name', 'From Ukraine'],
      ['view', '?country=UA&evil=1&sort=name'],
    ]);
    expect(kept.status).toBe(303);
    const page = await open(`${list}?country=UA&sort=name`);
    const link = new RegExp(
      `<a[^>]*aria-current="true"[^>]*href="${list}\\?country=UA&amp;sort=name"`,
    );
    expect(page.html).toMatch(link);
    const nameless = await open(`${list}/views`, [
      ['intent', 'keep'],
      ['name', ''],
      ['view', '?state=held'],
    ]);
    expect(nameless.status).toBe(422);
    expect(nameless.html).toContain('name="view" value="?state=held"');
  });
});

describe.each(['auditor', 'exporter'] as const)('an %s', (role) => {
  test('reads the table masked, and may neither show, find nor select', async () => {
    const page = await open(list, undefined, role);
    expect(page.text).toContain('열린58');
    for (const private_ of ['비밀', 'name="tick"', 'Find by email address', 'people.example']) {
      expect(page.html).not.toContain(private_);
    }
    const one = await open(`${list}/${ids[1]}`, undefined, role);
    expect(one.html).not.toContain('비밀');
    expect(one.html).not.toContain('Show address');
    for (const intent of ['show', 'select']) {
      expect((await open(`${list}/${ids[1]}`, [['intent', intent]], role)).status).toBe(403);
      expect((await open(list, [['intent', 'find']], role)).status).toBe(403);
    }
  });
});
