import { afterAll, beforeAll, expect, test } from 'vitest';
import { listFounders } from '~/domain/endorsements/list-founders.server';
import { type FounderMove, moveFounder } from '~/domain/endorsements/move-founder.server';
import { withdrawEndorsement } from '~/domain/endorsements/withdraw-endorsement.server';
import { createTestContext, type TestContext } from '../../support/database';
import { type Endorsed, endorse, endorseAndApprove, organisationsOn } from '../../support/endorsed';
import { createLetter, slug } from '../../support/letter';

let test$: TestContext;
let letterId: string;
const actor = { kind: 'operator' } as const;
const known: Record<string, Endorsed> = {};

beforeAll(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  await createLetter(test$.ctx, 'another-letter');
  for (const name of ['Alpha', 'Beta', 'Gamma', 'Omega']) {
    const names = { organisation: name, organisationEn: name };
    known[name] = await endorseAndApprove(test$.ctx, names);
  }
});
afterAll(() => test$.drop());

function move(name: string, how: FounderMove, letter = slug) {
  return moveFounder(test$.ctx, { slug: letter, id: known[name]?.id ?? '', move: how, actor });
}

async function order(): Promise<string> {
  const { founders } = await listFounders(test$.ctx, letterId);
  return founders.map(({ organisation }) => organisation).join(' ');
}

test('founding organisations stand under the letter in the order that was chosen', async () => {
  await move('Omega', 'add');
  await move('Beta', 'add');
  await move('Alpha', 'add');
  expect(await order()).toBe('Omega Beta Alpha');
  await move('Alpha', 'up');
  expect(await order()).toBe('Omega Alpha Beta');
  await move('Omega', 'down');
  expect(await order()).toBe('Alpha Omega Beta');
  const html = await organisationsOn(test$.ctx, 'en');
  const names = [...html.matchAll(/class="organisation-name"><bdi[^>]*>([^<]*)/g)];
  expect(names.map(([, name]) => name)).toEqual(['Alpha', 'Omega', 'Beta', 'Gamma']);
});

test('a move beyond an end, or made twice, changes nothing', async () => {
  for (const [name, how] of [
    ['Alpha', 'up'],
    ['Beta', 'down'],
    ['Beta', 'add'],
    ['Gamma', 'remove'],
    ['Gamma', 'up'],
  ] as const) {
    expect(await move(name, how)).toEqual({ ok: true });
  }
  expect(await order()).toBe('Alpha Omega Beta');
});

test('places that an invitation gave twice, or with a gap, are counted anew', async () => {
  const places = [
    ['Alpha', 7],
    ['Omega', 7],
    ['Beta', 40],
  ] as const;
  for (const [name, place] of places) {
    const change = test$.ctx.db.updateTable('endorsements').set({ founding_position: place });
    await change.where('id', '=', known[name]?.id ?? '').execute();
  }
  await move('Beta', 'up');
  const rows = await test$.ctx.db
    .selectFrom('endorsements')
    .select('founding_position')
    .where('founding_position', 'is not', null)
    .orderBy('founding_position')
    .execute();
  expect(rows.map((row) => row.founding_position)).toEqual([1, 2, 3]);
  expect((await order()).split(' ')[1]).toBe('Beta');
});

test('two organisers who move at the same time leave every organisation once', async () => {
  await Promise.all([move('Alpha', 'down'), move('Omega', 'up'), move('Beta', 'up')]);
  expect((await order()).split(' ').sort()).toEqual(['Alpha', 'Beta', 'Omega']);
});

test('only approved organisations of this letter have a place', async () => {
  const waiting = await endorse(test$.ctx, { organisation: 'Delta', organisationEn: 'Delta' });
  const move$ = { slug, id: waiting.id, move: 'add', actor } as const;
  expect(await moveFounder(test$.ctx, move$)).toEqual({ ok: false, reason: 'not-found' });
  expect(await move('Alpha', 'remove', 'another-letter')).toMatchObject({ ok: false });
  await withdrawEndorsement(test$.ctx, { token: known.Omega?.token ?? '' });
  expect(await order()).not.toContain('Omega');
});
