import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addOrganiser } from '~/domain/organisers/add-organiser.server';
import { changeView, removeView } from '~/domain/signature-views/change-view.server';
import { keepView } from '~/domain/signature-views/keep-view.server';
import { listViews } from '~/domain/signature-views/list-views.server';
import { mostViews } from '~/domain/signature-views/signature-view';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, slug } from '../../support/letter';

let test$: TestContext;
let mina: string;
let oleh: string;
const actor = { kind: 'operator' } as const;

async function join(email: string): Promise<string> {
  const added = await addOrganiser(test$.ctx, { email, role: 'moderator', actor });
  if (!added.ok) throw new Error(added.reason);
  const rows = await test$.ctx.db
    .selectFrom('organisers')
    .select('id')
    .orderBy('created_at')
    .execute();
  return rows.at(-1)?.id ?? '';
}

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  await createLetter(test$.ctx, 'another-letter');
  mina = await join('mina@desk.example');
  oleh = await join('oleh@desk.example');
});
afterAll(() => test$.drop());

function keep(organiserId: string, name: string, shared = false, search = '?state=held') {
  return keepView(test$.ctx, { slug, name, search, shared, organiserId, actor });
}

async function seenBy(organiserId: string, letter = slug) {
  const views = await listViews(test$.ctx, { slug: letter, organiserId });
  return views.map(({ name, shared, own }) => [name, shared, own]);
}

test('an organiser keeps views alone or with the team, renames, shares and deletes them', async () => {
  const own = await keep(mina, '  Mine ');
  const team = await keep(mina, 'For all', true);
  if (!own.ok || !team.ok) throw new Error('not kept');
  expect(await seenBy(mina)).toEqual([
    ['Mine', false, true],
    ['For all', true, true],
  ]);
  expect(await seenBy(oleh)).toEqual([['For all', true, false]]);
  expect(await seenBy(mina, 'another-letter')).toEqual([]);
  const change = { slug, id: own.id, organiserId: mina, actor, name: 'Ours', shared: true };
  expect(await changeView(test$.ctx, change)).toEqual({ ok: true });
  expect(await seenBy(oleh)).toContainEqual(['Ours', true, false]);
  expect(await removeView(test$.ctx, { slug, id: own.id, organiserId: mina, actor })).toEqual({
    ok: true,
  });
  expect(await seenBy(oleh)).toEqual([['For all', true, false]]);
});

test('nobody changes the view of somebody else, or through another letter', async () => {
  const kept = await keep(mina, 'Hands off', true);
  if (!kept.ok) throw new Error(kept.reason);
  const theirs = { slug, id: kept.id, organiserId: oleh, actor };
  expect(await removeView(test$.ctx, theirs)).toMatchObject({ reason: 'not-found' });
  const elsewhere = {
    ...theirs,
    organiserId: mina,
    slug: 'another-letter',
    name: 'x',
    shared: false,
  };
  expect(await changeView(test$.ctx, elsewhere)).toMatchObject({ reason: 'not-found' });
  expect(await seenBy(mina)).toContainEqual(['Hands off', true, true]);
});

test('a view needs a name, and there is a bound', async () => {
  expect(await keep(oleh, ' ')).toMatchObject({ reason: 'name-missing' });
  expect(await keep(oleh, 'x'.repeat(61))).toMatchObject({ reason: 'name-too-long' });
  for (let n = 0; n < mostViews; n += 1) expect((await keep(oleh, `View ${n}`)).ok).toBe(true);
  expect(await keep(oleh, 'One more')).toMatchObject({ reason: 'too-many' });
});

test('what a view looks for cannot be read in the database', async () => {
  await keep(mina, 'Someone', false, '?q=Rarename');
  const { rows } = await sql`select v::text as text from signature_views v`.execute(test$.ctx.db);
  expect(JSON.stringify(rows)).not.toMatch(/Rarename|Someone/);
});
