import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '~/domain/organisers/organiser';
import { loadInventedSignatures } from '~/domain/signatures/load-invented-signatures.server';
import { approveUpdate } from '~/domain/updates/approve-update.server';
import { countMailing } from '~/domain/updates/each-recipient.server';
import { runUpdateBatch } from '~/domain/updates/run-update-batch.server';
import { createTestContext, type TestContext } from '../support/database';
import { createLetter, slug } from '../support/letter';
import { addMember, testedUpdate, viewUpdate } from '../support/updates';

const people = Number(process.env.UPDATE_PEOPLE ?? 10_000);
let test$: TestContext;
let hana: Extract<Actor, { kind: 'organiser' }>;
let oleh: Extract<Actor, { kind: 'organiser' }>;

beforeAll(async () => {
  test$ = await createTestContext({ UPDATES_PER_MINUTE: '60000', RETRY_SCALE: '0.0001' });
  const { ctx } = test$;
  await createLetter(ctx);
  await loadInventedSignatures(ctx, { slug, count: people, seed: 1 });
  await ctx.db.updateTable('signatures').set({ updates: true }).execute();
  hana = await addMember(ctx, 'hana');
  oleh = await addMember(ctx, 'oleh');
  // One mailbox that takes no mail: then every mailbox has to be opened.
  await ctx.db
    .insertInto('suppressions')
    .values({ recipient_index: Buffer.alloc(32), letter_id: null, reason: 'bounced' })
    .execute();
});
afterAll(() => test$.drop());

async function timed<Answer>(what: string, act: () => Promise<Answer>): Promise<Answer> {
  const begun = performance.now();
  const answer = await act();
  process.stdout.write(`${what}: ${Math.round(performance.now() - begun)} ms\n`);
  return answer;
}

async function letterOf(id: string): Promise<string> {
  const { db } = test$.ctx;
  const row = db.selectFrom('updates').select('letter_id').where('id', '=', id);
  return (await row.executeTakeFirstOrThrow()).letter_id;
}

test(`an update for ${people} people is counted, frozen and written`, async () => {
  const { ctx } = test$;
  const id = await testedUpdate(ctx, hana);
  const { approval } = await timed('page with the count', () => viewUpdate(ctx, id));
  expect(approval?.people).toBe(people);
  const mailing = { letterId: await letterOf(id), kind: 'news', promised: 3, asOf: new Date() };
  await timed('the count alone', () => countMailing(ctx, ctx.db, mailing));
  const shown = { asOf: approval?.asOf ?? '', shown: people, confirm: '' };
  const input = { slug, id, actor: oleh, ...shown };
  expect(await timed('approved', () => approveUpdate(ctx, input))).toMatchObject({ ok: true });
  let batches = 0;
  await timed('all batches', async () => {
    for (;;) {
      const wrote = await runUpdateBatch(ctx);
      if (wrote) batches += 1;
      const settled = await ctx.db
        .updateTable('update_recipients')
        .set({ state: 'sent' })
        .where('state', '=', 'queued')
        .executeTakeFirst();
      if (!wrote && settled.numUpdatedRows === 0n) return;
      if (!wrote) await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
  process.stdout.write(`batches: ${batches}\n`);
});
