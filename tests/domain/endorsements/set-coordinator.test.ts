import { afterAll, beforeAll, expect, test } from 'vitest';
import { setCoordinator } from '~/domain/endorsements/set-coordinator.server';
import { withdrawEndorsement } from '~/domain/endorsements/withdraw-endorsement.server';
import { createTestContext, type TestContext } from '../../support/database';
import { type Endorsed, endorse, endorseAndApprove, organisationsOn } from '../../support/endorsed';
import { createLetter, slug } from '../../support/letter';

let test$: TestContext;
let alpha: Endorsed;
let omega: Endorsed;
const actor = { kind: 'operator' } as const;

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  await createLetter(test$.ctx, 'another-letter');
  alpha = await endorseAndApprove(test$.ctx, { organisation: 'Alpha', organisationEn: 'Alpha' });
  omega = await endorseAndApprove(test$.ctx, { organisation: 'Omega', organisationEn: 'Omega' });
});
afterAll(() => test$.drop());

async function shown() {
  const html = await organisationsOn(test$.ctx, 'en');
  const names = [...html.matchAll(/class="organisation-name"><bdi[^>]*>([^<]*)/g)];
  const tiles = html.split('<li').slice(1);
  return {
    order: names.map(([, name]) => name),
    marked: tiles.flatMap((tile, place) => (tile.includes('>Coordinator<') ? [place] : [])),
  };
}

function set(id: string, coordinator = true, letter = slug) {
  return setCoordinator(test$.ctx, { id, slug: letter, coordinator, actor });
}

test('the coordinator stands first and is marked; there is one at most', async () => {
  expect(await shown()).toEqual({ order: ['Alpha', 'Omega'], marked: [] });
  expect(await set(omega.id)).toEqual({ ok: true });
  expect(await shown()).toEqual({ order: ['Omega', 'Alpha'], marked: [0] });
  expect(await set(alpha.id)).toEqual({ ok: true });
  expect(await shown()).toEqual({ order: ['Alpha', 'Omega'], marked: [0] });
});

test('two organisers who choose at the same time both get an answer, and one choice stands', async () => {
  for (const [first, second] of [
    [alpha, omega],
    [omega, alpha],
    [alpha, omega],
  ] as const) {
    await set(alpha.id, false);
    await set(omega.id, false);
    await Promise.all([set(first.id), set(second.id), set(first.id), set(second.id)]);
    expect((await shown()).marked).toEqual([0]);
    const done = await Promise.all([set(first.id), set(second.id, false), set(second.id)]);
    expect(done).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
  }
});

test('clearing one that does not coordinate leaves the other, and repeating is harmless', async () => {
  await set(omega.id);
  expect(await set(alpha.id, false)).toEqual({ ok: true });
  expect((await shown()).order).toEqual(['Omega', 'Alpha']);
  const count = async () =>
    (await test$.ctx.db.selectFrom('audit_entries').select('id').execute()).length;
  const before = await count();
  await set(omega.id);
  expect(await count()).toBe(before);
  await set(omega.id, false);
  expect(await count()).toBe(before + 1);
  expect((await shown()).marked).toEqual([]);
});

test('one that waits cannot coordinate, one of another letter is not found', async () => {
  const waiting = await endorse(test$.ctx);
  expect(await set(waiting.id)).toEqual({ ok: false, reason: 'not-approved' });
  expect(await set(alpha.id, true, 'another-letter')).toEqual({ ok: false, reason: 'not-found' });
  expect(await set('x')).toEqual({ ok: false, reason: 'not-found' });
  expect((await shown()).marked).toEqual([]);
});

test('one that withdraws coordinates no more', async () => {
  await set(omega.id);
  await withdrawEndorsement(test$.ctx, { token: omega.token });
  const rows = test$.ctx.db.selectFrom('endorsements').select('id');
  expect(await rows.where('coordinator', '=', true).execute()).toEqual([]);
  expect(await shown()).toEqual({ order: ['Alpha'], marked: [] });
});
