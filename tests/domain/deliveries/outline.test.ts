import { beforeEach, describe, expect, test } from 'vitest';
import { checkDossier } from '~/domain/deliveries/check-dossier.server';
import type { CheckName } from '~/domain/deliveries/dossier-check';
import type { Actor } from '~/domain/organisers/organiser';
import { sealSignatory, unsealSignatory } from '~/domain/signatures/sealed-signatory.server';
import { createTestContext, type TestContext } from '../../support/database';
import { prepared, viewDelivery } from '../../support/dossiers';
import { createLetter } from '../../support/letter';
import { plantSignatures } from '../../support/plant-signatures';
import { addMember } from '../../support/updates';

let test$: TestContext;
let hana: Actor;
let id: string;
let people: string[];

beforeEach(async () => {
  test$ = await createTestContext();
  const letterId = await createLetter(test$.ctx);
  people = await plantSignatures(test$.ctx, letterId, 3, { visibility: 'letter' });
  await plantSignatures(test$.ctx, letterId, 2, { visibility: 'counted' });
  hana = await addMember(test$.ctx, 'hana');
  id = await prepared(test$.ctx, hana);
  return () => test$.drop();
});

async function check(name: CheckName) {
  const looked = await checkDossier(test$.ctx, id);
  return looked?.checks.find((one) => one.name === name);
}

/** As a delivery that was frozen before an outline was kept. */
function forgetOutline() {
  return test$.ctx.db
    .updateTable('deliveries')
    .set({ sealed_outline: null, sealed_marks: null })
    .execute();
}

/** Seals the words of one person anew, as whenever something about them is changed. */
async function sealAnew(person: string | undefined, change: { name?: string; comment?: string }) {
  const { ctx } = test$;
  const row = await ctx.db
    .selectFrom('signatures')
    .select(['id', 'sealed'])
    .where('id', '=', person ?? '')
    .executeTakeFirstOrThrow();
  const sealed = sealSignatory(ctx, row.id, { ...unsealSignatory(ctx, row), ...change });
  await ctx.db.updateTable('signatures').set({ sealed }).where('id', '=', row.id).execute();
}

describe.each([
  ['with the outline that is kept of it', async () => {}],
  ['from before an outline was kept', forgetOutline],
])('a dossier %s', (_, begin) => {
  beforeEach(() => begin());

  test('has the same page and the same checks', async () => {
    const { ctx } = test$;
    const [view, looked] = [await viewDelivery(ctx, id), await checkDossier(ctx, id)];
    await forgetOutline();
    expect(await viewDelivery(ctx, id)).toEqual(view);
    expect(await checkDossier(ctx, id)).toEqual(looked);
    expect(looked?.failing).toBe(false);
    expect(view.text).toContain('3');
    expect(await check('names')).toMatchObject({ state: 'ok', facts: { private: 0, named: 3 } });
    expect(await check('counts')).toMatchObject({ facts: { signatures: 5, named: 3 } });
  });

  test('sees that somebody gives another name by now, and only that', async () => {
    await sealAnew(people[0], { comment: 'Other words' });
    expect(await check('names')).toMatchObject({ state: 'ok' });
    await sealAnew(people[1], { name: 'Somebody Else' });
    expect(await check('names')).toMatchObject({ state: 'fail', facts: { private: 1, named: 3 } });
    expect(await check('current')).toMatchObject({ state: 'ok' });
  });

  test('sees that somebody is gone, or gives no name any more', async () => {
    const { ctx } = test$;
    const change = (person: string | undefined, set: { state?: string; visibility?: string }) =>
      ctx.db
        .updateTable('signatures')
        .set(set)
        .where('id', '=', person ?? '')
        .execute();
    await change(people[0], { state: 'invalidated' });
    await change(people[1], { visibility: 'counted' });
    expect(await viewDelivery(ctx, id)).toMatchObject({ withdrawnSince: 2 });
    expect(await check('current')).toMatchObject({ state: 'fail', facts: { withdrawn: 2 } });
    expect(await check('names')).toMatchObject({ state: 'fail', facts: { private: 2 } });
  });
});
