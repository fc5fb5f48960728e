import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ActionFunction, LoaderFunction } from '@remix-run/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addOrganiser } from '~/domain/organisers/add-organiser.server';
import {
  type Act,
  type OrganiserRole,
  organiserRoles,
  permissions,
  permits,
} from '~/domain/organisers/organiser';
import { signIn } from '~/domain/organisers/sign-in.server';
import { createTestContext, type TestContext } from '../support/database';
import { answerOf, deskRequest, loadContext } from '../support/desk';
import { createLetter, slug } from '../support/letter';
import { servePages } from '../support/pages';

type RouteModule = { loader?: LoaderFunction; action?: ActionFunction };
const modules = import.meta.glob<RouteModule>(
  '../../app/routes/organise.letters.$slug.*.{ts,tsx}',
  { eager: true },
);
const another = 'another-letter';

/** One act of each list is enough; `change` is what any button of the page asks for at least. */
const expected: Record<string, { see: Act[]; change?: Act[] }> = {
  _index: { see: ['read-letters'] },
  access: { see: ['manage-access'], change: ['manage-access'] },
  'access_.webhooks.$id': { see: ['manage-access'], change: ['manage-access'] },
  audit: { see: ['read-audit'] },
  'audit_.download': { see: ['read-audit'], change: ['read-audit'] },
  background: { see: ['read-letters'], change: ['edit-letter', 'translate-letter'] },
  'background_.draft': {
    see: ['edit-letter', 'translate-letter'],
    change: ['edit-letter', 'translate-letter'],
  },
  'background_.edit': {
    see: ['edit-letter', 'translate-letter'],
    change: ['edit-letter', 'translate-letter'],
  },
  changes: { see: ['read-signatures'], change: ['decide-endorsement'] },
  'changes_.$id_.logo[.]png': { see: ['read-signatures'] },
  closing: { see: ['close-letter'], change: ['close-letter'] },
  afterwards: { see: ['close-letter'] },
  'afterwards_.archive[.]zip': { see: ['close-letter'], change: ['close-letter'] },
  deliveries: { see: ['read-letters'] },
  'deliveries_.$id_.annex': { see: ['prepare-delivery', 'read-signatures'] },
  'deliveries_.$id_.evidence': { see: ['send-delivery'], change: ['send-delivery'] },
  'deliveries_.$id_.record': {
    see: ['prepare-delivery', 'read-signatures'],
    change: ['send-delivery'],
  },
  'deliveries_.$id_.room': {
    see: ['prepare-delivery', 'read-signatures'],
    change: ['send-delivery'],
  },
  'deliveries_.$id': { see: ['read-letters'], change: ['send-delivery', 'prepare-delivery'] },
  'deliveries_.triggers': { see: ['prepare-delivery'], change: ['prepare-delivery'] },
  'deliveries_.$id_.eml': { see: ['prepare-delivery', 'read-signatures'] },
  'deliveries_.$id_.pdf': { see: ['prepare-delivery', 'read-signatures'] },
  'deliveries_.$id_.print-pack[.]zip': { see: ['prepare-delivery', 'read-signatures'] },
  'deliveries_.new': { see: ['prepare-delivery'], change: ['prepare-delivery'] },
  endorsements: { see: ['read-signatures'], change: ['decide-endorsement'] },
  'endorsements_.$id_.logo[.]png': { see: ['read-signatures'] },
  'endorsements_.$id_.proof': { see: ['decide-endorsement'] },
  exports: { see: ['export-public'], change: ['export-public'] },
  'exports_.$id': { see: ['export-public'], change: ['export-public'] },
  'exports_.$id_.file': { see: ['export-public'], change: ['export-public'] },
  'exports_.$id_.manifest': { see: ['export-public'] },
  'exports_.download': { see: ['export-public'], change: ['export-public'] },
  'exports_.new': { see: ['export-public'], change: ['export-public'] },
  founders: { see: ['read-signatures'], change: ['decide-endorsement'] },
  general: { see: ['change-settings'], change: ['change-settings'] },
  invalidations: { see: ['moderate-signatures'], change: ['moderate-signatures'] },
  'invalidations_.$id': { see: ['moderate-signatures'], change: ['moderate-signatures'] },
  invitations: { see: ['decide-endorsement'], change: ['decide-endorsement'] },
  paper: { see: ['read-signatures'], change: ['moderate-signatures'] },
  'paper_.$id': { see: ['read-signatures'], change: ['moderate-signatures'] },
  'paper_.$id_.scan': { see: ['moderate-signatures'], change: ['moderate-signatures'] },
  replies: { see: ['send-delivery', 'read-signatures'], change: ['send-delivery'] },
  'replies_.$id': {
    see: ['send-delivery', 'read-signatures'],
    change: ['send-delivery', 'write-updates'],
  },
  'replies_.$id_.file': { see: ['send-delivery'], change: ['send-delivery'] },
  'replies_.$id_.preview': { see: ['send-delivery', 'read-signatures'] },
  reports: { see: ['moderate-signatures'], change: ['moderate-signatures'] },
  preview: { see: ['read-letters'] },
  publish: { see: ['read-letters'], change: ['publish-letter', 'edit-letter'] },
  letter: { see: ['read-letters'], change: ['edit-letter', 'translate-letter'] },
  'letter_.draft': {
    see: ['edit-letter', 'translate-letter'],
    change: ['edit-letter', 'translate-letter'],
  },
  'letter_.edit': {
    see: ['edit-letter', 'translate-letter'],
    change: ['edit-letter', 'translate-letter'],
  },
  'letter_.preview': { see: ['read-letters'] },
  'letter_.preview[.]pdf': { see: ['read-letters'] },
  'letter_.preview[.]txt': { see: ['read-letters'] },
  review: { see: ['moderate-signatures'], change: ['moderate-signatures'] },
  rules: { see: ['moderate-signatures'], change: ['moderate-signatures'] },
  settings: {
    see: ['change-settings', 'moderate-signatures'],
    change: ['change-settings', 'moderate-signatures'],
  },
  signatures: { see: ['read-signatures'], change: ['moderate-signatures'] },
  'signatures_.$id': { see: ['read-signatures'], change: ['moderate-signatures'] },
  'signatures_.selections.$id': { see: ['moderate-signatures'], change: ['moderate-signatures'] },
  'signatures_.views': { see: ['read-signatures'], change: ['read-signatures'] },
  versions: { see: ['read-letters'] },
  'versions_.new': { see: ['publish-letter'], change: ['publish-letter'] },
  targets: { see: ['read-letters'], change: ['change-settings', 'prepare-delivery'] },
  team: { see: ['manage-team'], change: ['manage-team'] },
  updates: { see: ['write-updates', 'approve-updates'], change: ['write-updates'] },
  'updates_.$id': {
    see: ['write-updates', 'approve-updates'],
    change: ['write-updates', 'approve-updates'],
  },
  'updates_.$id_.mail[.]html': { see: ['write-updates', 'approve-updates'] },
};

const routes = Object.entries(modules).map(([file, route]) => {
  const name = file.replace(/^.*organise\.letters\.\$slug\.|\.tsx?$/g, '');
  return { name, path: pathOf(name), ...route };
});

/** The address of a route below its letter: `deliveries_.$id_.pdf` is `deliveries/:id/pdf`. */
function pathOf(name: string): string {
  const steps = name
    .replace(/^_index$/, '')
    .split(/\.(?![^[]*\])/)
    .map((step) => step.replaceAll(/\[|\]/g, '').replace(/_$/, '').replace(/^\$/, ':'));
  return ['organise/letters/:slug', ...steps].filter(Boolean).join('/');
}

let test$: TestContext;
/** Sessions of people who have the role on one letter, and of those who have it everywhere. */
const sessions = { here: new Map<string, string>(), everywhere: new Map<string, string>() };

async function openSession(role: OrganiserRole, letter?: string): Promise<string> {
  const email = `${role}-${letter ? 'here' : 'everywhere'}@desk.example`;
  const actor = { kind: 'operator' } as const;
  const added = await addOrganiser(test$.ctx, { email, role, letter, actor });
  if (!added.ok) throw new Error(added.reason);
  const signedIn = await signIn(test$.ctx, { token: added.signInToken });
  if (!signedIn.ok) throw new Error(signedIn.reason);
  return signedIn.sessionId;
}

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  await createLetter(test$.ctx, another);
  for (const role of organiserRoles) {
    sessions.everywhere.set(role, await openSession(role));
    sessions.here.set(role, await openSession(role, slug));
  }
});
afterAll(() => test$.drop());

type Given = { session: string | null; letter: string; fields?: Record<string, string> };
type Call = (given: Given) => Promise<string>;

/** What an answer means, as the browser or the framework's own script gets it. */
async function meaningOf(answer: Response): Promise<string> {
  await answer.body?.cancel();
  const to = answer.headers.get('Location') ?? answer.headers.get('X-Remix-Redirect');
  if (to === '/organise/sign-in') return 'sign in';
  if (answer.status === 403) return 'refused';
  return answer.status === 404 ? 'not found' : 'let in';
}

/** Asks the framework for one route alone, as its script does: `?_data=` with the route's id. */
function askAlone(route: { path: string } & RouteModule): Call {
  const pages = servePages(test$.ctx, { [route.path]: route });
  return async ({ session, letter, fields }) => {
    const path = route.path.replace(':slug', letter).replaceAll(/:\w+/g, randomUUID());
    const headers: Record<string, string> = session ? { Cookie: `undersigned=${session}` } : {};
    const body = fields && new URLSearchParams(fields);
    const asked = `/${path}?_data=${encodeURIComponent(route.path)}`;
    const answer = await pages(asked, { method: fields ? 'POST' : 'GET', headers, body });
    expect(answer.headers.get('Content-Type') ?? '').not.toContain('text/html');
    return meaningOf(answer);
  };
}

async function call(part: LoaderFunction | ActionFunction, given: Given): Promise<string> {
  const request = deskRequest('/organise/anywhere', given.session, given.fields);
  const params = { slug: given.letter, id: randomUUID() };
  const context = loadContext(test$.ctx);
  return meaningOf(await answerOf(() => part({ request, params, context })));
}

/** How many rows each table has: what is refused leaves none behind and takes none away. */
async function countRows(): Promise<unknown> {
  const { db } = test$.ctx;
  const tables = await db.introspection.getTables();
  const counted = tables
    .filter(({ isView }) => !isView)
    .map(({ name }) =>
      db
        .selectFrom(name as 'letters')
        .select((select) => select.fn.countAll().as('rows'))
        .executeTakeFirstOrThrow()
        .then(({ rows }) => `${name}: ${rows}`),
    );
  return (await Promise.all(counted)).sort();
}

test('every page of a letter’s desk is among those checked here', () => {
  expect(routes.map(({ name }) => name).sort()).toEqual(Object.keys(expected).sort());
});

test('the published table of roles is the one that the program goes by', () => {
  const lines = readFileSync('docs/roles.md', 'utf8').split('\n');
  const rows = lines.filter((line) => line.startsWith('| `'));
  const written = rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const meant = (Object.keys(permissions) as Act[]).map((act) => [
    `\`${act}\``,
    ...organiserRoles.map((role) => (permits(role, act) ? 'yes' : '–')),
  ]);
  expect(written).toEqual(meant);
  expect(lines).toContain(`| act | ${organiserRoles.join(' | ')} |`);
});

describe.each(routes)('$name', (route) => {
  const { name, loader, action } = route;
  const acts = expected[name] ?? { see: [] };
  const parts = [
    { what: 'seeing', part: loader, needs: acts.see, fields: undefined },
    { what: 'changing', part: action, needs: acts.change ?? [], fields: { intent: 'none' } },
  ].flatMap(({ part, ...rest }) => (part ? [{ ...rest, part }] : []));

  /** Every role, on its own letter, on another one, on none, and with the role everywhere. */
  async function walk(
    needs: readonly Act[],
    fields: Record<string, string> | undefined,
    ask: Call,
  ): Promise<void> {
    const before = await countRows();
    for (const role of organiserRoles) {
      const allowed = needs.some((act) => permits(role, act));
      const here = sessions.here.get(role) ?? null;
      const everywhere = sessions.everywhere.get(role) ?? null;
      const answers = {
        here: await ask({ session: here, letter: slug, fields }),
        elsewhere: await ask({ session: here, letter: another, fields }),
        nowhere: await ask({ session: here, letter: 'no-letter', fields }),
        everywhere: await ask({ session: everywhere, letter: another, fields }),
      };
      const own = allowed ? expect.stringMatching(/^(let in|not found)$/) : 'refused';
      const foreign = 'not found';
      expect([role, answers]).toEqual([
        role,
        { here: own, elsewhere: foreign, nowhere: foreign, everywhere: own },
      ]);
    }
    expect(await ask({ session: null, letter: slug, fields })).toBe('sign in');
    expect(await countRows()).toEqual(before);
  }

  test.each(parts)('$what is for its roles only, on their own letter', async (given) => {
    const { part, needs, fields } = given;
    await walk(needs, fields, (asked) => call(part, asked));
  });

  test.each(parts)('$what is so too when the framework is asked for it alone', async (given) => {
    await walk(given.needs, given.fields, askAlone(route));
  });
});
