import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signaturePresets } from '~/domain/exports/export';
import { hideNames } from '~/domain/letters/hide-names.server';
import { showNames } from '~/domain/letters/show-names.server';
import { runOutbox } from '~/jobs/run-outbox.server';
import { listCapturedMails } from '~/mail/list-captured-mails.server';
import { readCapturedMail } from '~/mail/read-captured-mail.server';
import { until } from '../support/application';
import { downloadArchive } from '../support/archive';
import {
  readableArchive,
  readableMail,
  readExports,
  readNewsListOf,
  walkAddresseeCopy,
  walkPublicSite,
} from '../support/audiences';
import { type Canary, type CanaryField, canariesIn, plantCanaries } from '../support/canaries';
import { dumpDatabase } from '../support/dump';
import { createLetter, slug } from '../support/letter';
import { plantSharing, type Sharing } from '../support/sharing';
import { type Site, startSite } from '../support/site';
import { withoutCondition } from '../support/without-condition';

const actor = { kind: 'operator' } as const;
const shown: CanaryField[] = ['name', 'title', 'affiliation', 'latinName'];
const tabled: CanaryField[] = ['name', 'title', 'affiliation'];
const everything: CanaryField[] = ['name', 'email', 'title', 'affiliation', 'comment'];

type Line = { who(canary: Canary): boolean; what: CanaryField[] };
const isPublic = ({ state, visibility }: Canary) =>
  state === 'confirmed' && visibility === 'public';
const isInLetter = ({ state, visibility }: Canary) =>
  state === 'confirmed' && visibility !== 'counted';

/** Who may appear where, and with what; nobody else, and nothing else of them. */
const audiences = {
  'public pages, data and files': { who: isPublic, what: shown },
  'archive of the letter': { who: isPublic, what: shown },
  'the same while names are hidden': { who: () => false, what: [] },
  'mail to the addressee': { who: () => false, what: [] },
  'document for the addressee': { who: isInLetter, what: shown },
  'export public': { who: isPublic, what: tabled },
  'export letter': { who: isInLetter, what: tabled },
  'list of an organisation whose news they want': {
    who: ({ state }) => state === 'confirmed',
    what: ['name', 'email'],
  },
  'list of another organisation': { who: () => false, what: [] },
  'export full': { who: () => true, what: everything },
  'log of the server and the worker': { who: () => false, what: [] },
  'dump of the database': { who: isPublic, what: shown },
} satisfies Record<string, Line>;

let site: Site;
let canaries: Canary[];
let wanted: Sharing;
let another: Sharing;

async function start(): Promise<void> {
  site = await startSite();
  const letterId = await createLetter(site.ctx);
  wanted = await plantSharing(site.ctx, letterId, { code: 'wanted' });
  another = await plantSharing(site.ctx, letterId, { code: 'another' });
  canaries = await plantCanaries(site.ctx, wanted.code);
}

function expected(audience: keyof typeof audiences): string[] {
  const { who, what }: Line = audiences[audience];
  return canaries
    .filter(who)
    .flatMap(({ visibility, state }) => what.map((field) => `${visibility} ${state}: ${field}`))
    .sort();
}

function expectExactly(text: string, audience: keyof typeof audiences): void {
  expect(canariesIn(text, canaries), audience).toEqual(expected(audience));
}

/** Appearances in what strangers may fetch that the table does not allow. */
async function publicLeaks(audience: keyof typeof audiences): Promise<string[]> {
  const { text } = await walkPublicSite(site);
  const exported = await readExports(site, 'public');
  return beyond([text, ...exported].join('\n'), audience);
}

async function addresseeLeaks(): Promise<string[]> {
  const { mail, pdf } = await walkAddresseeCopy(site);
  const exported = await readExports(site, 'letter');
  return beyond([mail, pdf, ...exported].join('\n'), 'document for the addressee');
}

function beyond(text: string, audience: keyof typeof audiences): string[] {
  const allowed = expected(audience);
  return canariesIn(text, canaries).filter((found) => !allowed.includes(found));
}

describe('a person of every visibility in every state', () => {
  beforeAll(start);
  afterAll(() => site?.stop());

  test('appears in public only as chosen: pages, data, pictures, text and PDF', async () => {
    const { visited, text } = await walkPublicSite(site);
    const pages = visited.filter(({ status }) => status === 200).map(({ path }) => path);
    const files = ['/letter.pdf', '/letter.txt', '/status.json', '/badge/wanted.en.png'];
    for (const path of ['', '?via=wanted', '/signatures', ...files]) {
      expect(pages).toContain(`/letters/${slug}${path}`);
    }
    expect(text).toContain('You came here through Organisation wanted.');
    expect(pages.filter((path) => path.startsWith('/share/')).length).toBeGreaterThan(2);
    expect(visited.filter(({ status }) => status >= 500)).toEqual([]);
    expectExactly(text, 'public pages, data and files');
  });

  test('is named to the addressee only as chosen', async () => {
    const { mail, pdf } = await walkAddresseeCopy(site);
    expectExactly(mail, 'mail to the addressee');
    expectExactly(pdf, 'document for the addressee');
  });

  test.each(signaturePresets)('stands in the export %s only as its table says', async (preset) => {
    for (const text of await readExports(site, preset)) expectExactly(text, `export ${preset}`);
  });

  test('stands in an archive of the letter only as chosen, and not while names are hidden', async () => {
    expectExactly(readableArchive(await downloadArchive(site)), 'archive of the letter');
    await hideNames(site.ctx, { slug, actor });
    const hidden = readableArchive(await downloadArchive(site));
    expectExactly(hidden, 'the same while names are hidden');
    await showNames(site.ctx, { slug, confirm: slug, actor });
  });

  test('is given to the organisation whose news they want, and to no other', async () => {
    const list = await readNewsListOf(site, wanted);
    expectExactly(list, 'list of an organisation whose news they want');
    expectExactly(await readNewsListOf(site, another), 'list of another organisation');
  });

  test('gets mails, and pages behind their links, that name nobody else', async () => {
    const outbox = runOutbox(site.ctx);
    const mails = await until('a mail to each', async () => {
      const captured = await listCapturedMails(site.ctx);
      return captured.length === canaries.length && captured;
    });
    await outbox.stop();
    for (const { id, to, links } of mails) {
      const captured = await readCapturedMail(site.ctx, id);
      const own = canaries.filter(({ words }) => to.startsWith(words.email));
      expect(own).toHaveLength(1);
      const others = canaries.filter((canary) => canary !== own[0]);
      expect(canariesIn(await readableMail(captured?.raw ?? Buffer.of()), others)).toEqual([]);
      const inside = links.filter((link) => link.startsWith(site.origin));
      for (const link of inside) {
        const body = await (await fetch(link)).text();
        expect(canariesIn(body, others), link).toEqual([]);
      }
    }
  });

  test('leaves no trace in logs, and in a dump only what is public', async () => {
    expect(site.log()).toContain('answered');
    expectExactly(site.log(), 'log of the server and the worker');
    expectExactly(await dumpDatabase(site.connectionString), 'dump of the database');
  });

  test('is counted but not named within the moment in which names are hidden, and comes back', async () => {
    const path = `/letters/${slug}`;
    const before = await fetch(`${site.origin}${path}`);
    await hideNames(site.ctx, { slug, actor });
    const hidden = 'the same while names are hidden';
    const headers = { 'If-None-Match': before.headers.get('ETag') ?? '' };
    const again = await fetch(`${site.origin}${path}`, { headers });
    expect(again.status).toBe(200);
    expect(again.headers.get('Cache-Control')).toContain('must-revalidate');
    const { text } = await walkPublicSite(site);
    expectExactly(text, hidden);
    for (const exported of await readExports(site, 'public')) expectExactly(exported, hidden);
    for (const calm of [
      'The names are hidden for now; everybody is still counted',
      '지금은 이름을 공개하지 않습니다',
      'Імена наразі приховано',
    ]) {
      expect(text).toContain(calm);
    }
    const status = await (await fetch(`${site.origin}${path}/status.json`)).json();
    expect(status.signatures).toBe(3);
    expectExactly((await walkAddresseeCopy(site)).pdf, 'document for the addressee');
    await showNames(site.ctx, { slug, confirm: slug, actor });
    expectExactly((await walkPublicSite(site)).text, 'public pages, data and files');
  });
});

describe('the walk reports a leak when a predicate is removed:', () => {
  beforeAll(start);
  afterAll(() => site?.stop());

  const without = (
    view: 'public_signatories' | 'letter_signatories',
    condition: string,
    look: () => Promise<string[]>,
  ) => withoutCondition(site.ctx, { view, condition }, look);

  test('addressee, state', async () => {
    expect(await addresseeLeaks()).toEqual([]);
    const condition = "(s.state = 'confirmed'::text)";
    const leaks = await without('letter_signatories', condition, addresseeLeaks);
    for (const state of ['pending', 'held', 'withdrawn', 'invalidated']) {
      expect(leaks).toContain(`letter ${state}: name`);
    }
  });

  test('addressee, visibility', async () => {
    const condition = "(s.visibility = ANY (ARRAY['public'::text, 'letter'::text]))";
    const leaks = await without('letter_signatories', condition, addresseeLeaks);
    expect(leaks).toContain('counted confirmed: name');
  });

  test('public, hidden names', async () => {
    await hideNames(site.ctx, { slug, actor });
    const look = () => publicLeaks('the same while names are hidden');
    expect(await look()).toEqual([]);
    const leaks = await without('public_signatories', '(l.names_hidden_at IS NULL)', look);
    expect(leaks).toContain('public confirmed: name');
    await showNames(site.ctx, { slug, confirm: slug, actor });
  });

  const ofPublicTable = {
    state: "(s.state = 'confirmed'::text)",
    visibility: "(s.visibility = 'public'::text)",
    'has a name': '(s.public_name IS NOT NULL)',
  };
  const look = () => publicLeaks('public pages, data and files');

  test.each(Object.entries(ofPublicTable))(
    'public, %s: nothing leaks even so, for the checks of the table keep the columns empty',
    async (_name, condition) => {
      expect(await without('public_signatories', condition, look)).toEqual([]);
    },
  );

  describe('without the checks of the table, and with the names of all in its plain columns,', () => {
    beforeAll(async () => {
      for (const check of [
        'plain_only_when_public',
        'public_has_a_name',
        'latin_name_only_when_public',
      ]) {
        await sql.raw(`alter table signatures drop constraint ${check}`).execute(site.ctx.db);
      }
      for (const { id, words, state, visibility } of canaries) {
        await sql`update signatures set public_name = ${words.name}, public_title = ${words.title},
          public_affiliation = ${words.affiliation} where id = ${id}`.execute(site.ctx.db);
        // One more whose name is missing, though the rest is there.
        if (state !== 'confirmed' || visibility !== 'counted') continue;
        await sql`update signatures set visibility = 'public', public_name = null
          where id = ${id}`.execute(site.ctx.db);
      }
    });

    test.each([
      ['state', 'public withdrawn: name'],
      ['visibility', 'letter confirmed: name'],
      ['has a name', 'counted confirmed: affiliation'],
    ] as const)('public, %s: %s', async (name, leak) => {
      expect(await look()).toEqual([]);
      const leaks = await without('public_signatories', ofPublicTable[name], look);
      expect(leaks).toContain(leak);
    });
  });
});
