import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { countNewsConsents, listNewsConsents } from '~/db/share-links.server';
import { unsealSignatory } from '~/domain/signatures/sealed-signatory.server';
import { type Canary, canariesIn, plantCanaries } from '../support/canaries';
import { createTestContext, type TestContext } from '../support/database';
import { createLetter } from '../support/letter';
import { plantSharing, type Sharing } from '../support/sharing';
import { withoutCondition } from '../support/without-condition';

let test$: TestContext;
let ctx: Context;
let canaries: Canary[];
let wanted: Sharing;

beforeAll(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  wanted = await plantSharing(ctx, await createLetter(ctx), { code: 'wanted' });
  canaries = await plantCanaries(ctx, wanted.code);
});
afterAll(() => test$.drop());

/** Who is in the list of an organisation, whatever is sealed with them. */
async function listOf({ id }: Sharing): Promise<string[]> {
  const rows = await listNewsConsents(ctx.db, id, { after: 0, limit: 100 });
  const text = rows.map((row) => JSON.stringify(unsealSignatory(ctx, row))).join('\n');
  return canariesIn(text, canaries);
}

const without = (condition: string, look: () => Promise<string[]>) =>
  withoutCondition(ctx, { view: 'news_consents', condition }, look);

describe('whom an organisation may write to is wrong when a predicate is removed:', () => {
  test('state', async () => {
    const states = async () => {
      const found = await listOf(wanted);
      return [...new Set(found.map((one) => one.split(' ')[1]?.replace(':', '') ?? ''))].sort();
    };
    expect(await states()).toEqual(['confirmed']);
    const leaks = await without("(s.state = 'confirmed'::text)", states);
    // Withdrawing has ended the wish itself.
    expect(leaks).toEqual(['confirmed', 'held', 'invalidated', 'pending']);
  });

  test('erased address', async () => {
    const erase = (contact_erased_at: Date | null) =>
      ctx.db.updateTable('signatures').set({ contact_erased_at }).execute();
    await erase(new Date());
    const list = () => listOf(wanted);
    expect(await list()).toEqual([]);
    const leaks = await without('(s.contact_erased_at IS NULL)', list);
    expect(leaks).toContain('letter confirmed: name');
    await erase(null);
  });

  test('organisation that is approved', async () => {
    const count = async () => [`${await countNewsConsents(ctx.db, wanted.id)} people`];
    const become = (state: string) =>
      ctx.db.updateTable('endorsements').set({ state }).where('id', '=', wanted.id).execute();
    expect(await count()).toEqual(['3 people']);
    await become('withdrawn');
    expect(await count()).toEqual(['0 people']);
    expect(await without("(e.state = 'approved'::text)", count)).toEqual(['3 people']);
    await become('approved');
  });

  test('letter', async () => {
    const elsewhere = await plantSharing(ctx, await createLetter(ctx, 'elsewhere'), {
      code: 'elsewhere',
    });
    const list = () => listOf(elsewhere);
    await ctx.db.updateTable('signatures').set({ news_from: elsewhere.id }).execute();
    expect(await list()).toEqual([]);
    expect(await without('(e.letter_id = s.letter_id)', list)).not.toEqual([]);
  });
});
