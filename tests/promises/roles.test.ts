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

type RouteModule = { loader?: LoaderFunction; action?: ActionFunction };
const modules = import.meta.glob<RouteModule>(
  '../../app/routes/organise.letters.$slug.*.{ts,tsx}',
  { eager: true },
);
const another = 'another-letter';

/** One act of each list is enough; `change` is what any button of the page asks for at least. */
const expected: Record<string, { see: Act[]; change?: Act[] }> = {
  _index: { see: ['read-letters'] },
  audit: { see: ['read-audit'] },
  background: { see: ['read-letters'] },
  changes: { see: ['read-signatures'], change: ['decide-endorsement'] },
  'changes_.$id_.logo[.]png': { see: ['read-signatures'] },
  closing: { see: ['close-letter'], change: ['close-letter'] },
  deliveries: { see: ['read-letters'] },
  'deliveries_.$id': { see: ['read-letters'], change: ['send-delivery'] },
  'deliveries_.$id_.eml': { see: ['prepare-delivery', 'read-signatures'] },
  'deliveries_.$id_.pdf': { see: ['prepare-delivery', 'read-signatures'] },
  'deliveries_.new': { see: ['prepare-delivery'], change: ['prepare-delivery'] },
  endorsements: { see: ['read-signatures'], change: ['decide-endorsement'] },
  'endorsements_.$id_.logo[.]png': { see: ['read-signatures'] },
  'endorsements_.$id_.proof': { see: ['decide-endorsement'] },
  exports: { see: ['export-public'], change: ['export-public'] },
  'exports_.download': { see: ['export-public'], change: ['export-public'] },
  invalidations: { see: ['moderate-signatures'], change: ['moderate-signatures'] },
  'invalidations_.$id': { see: ['moderate-signatures'], change: ['moderate-signatures'] },
  invitations: { see: ['decide-endorsement'], change: ['decide-endorsement'] },
  letter: { see: ['read-letters'] },
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
  team: { see: ['manage-team'], change: ['manage-team'] },
};

const routes = Object.entries(modules).map(([file, route]) => ({
  name: file.replace(/^.*organise\.letters\.\$slug\.|\.tsx?$/g, ''),
  ...route,
}));

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

async function call(
  part: LoaderFunction | ActionFunction,
  given: { session: string | null; letter: string; fields?: Record<string, string> },
): Promise<string> {
  const request = deskRequest('/organise/anywhere', given.session, given.fields);
  const params = { slug: given.letter, id: randomUUID() };
  const context = loadContext(test$.ctx);
  const answer = await answerOf(() => part({ request, params, context }));
  await answer.body?.cancel();
  if (answer.headers.get('Location') === '/organise/sign-in') return 'sign in';
  if (answer.status === 403) return 'refused';
  return answer.status === 404 ? 'not found' : 'let in';
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

describe.each(routes)('$name', ({ name, loader, action }) => {
  const acts = expected[name] ?? { see: [] };
  const parts = [
    { what: 'seeing', part: loader, needs: acts.see, fields: undefined },
    { what: 'changing', part: action, needs: acts.change ?? [], fields: { intent: 'none' } },
  ].flatMap(({ part, ...rest }) => (part ? [{ ...rest, part }] : []));

  test.each(parts)('$what is for its roles only, on their own letter', async (given) => {
    const { part, needs, fields } = given;
    const before = await countRows();
    for (const role of organiserRoles) {
      const allowed = needs.some((act) => permits(role, act));
      const here = sessions.here.get(role) ?? null;
      const everywhere = sessions.everywhere.get(role) ?? null;
      const answers = {
        here: await call(part, { session: here, letter: slug, fields }),
        elsewhere: await call(part, { session: here, letter: another, fields }),
        nowhere: await call(part, { session: here, letter: 'no-letter', fields }),
        everywhere: await call(part, { session: everywhere, letter: another, fields }),
      };
      const own = allowed ? expect.stringMatching(/^(let in|not found)$/) : 'refused';
      const foreign = 'not found';
      expect([role, answers]).toEqual([
        role,
        { here: own, elsewhere: foreign, nowhere: foreign, everywhere: own },
      ]);
    }
    expect(await call(part, { session: null, letter: slug, fields })).toBe('sign in');
    expect(await countRows()).toEqual(before);
  });
});
