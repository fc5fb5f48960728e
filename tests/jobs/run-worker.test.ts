import { randomUUID } from 'node:crypto';
import { quickAddJob } from 'graphile-worker';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { purgeExpiredTokens } from '~/domain/retention/purge-expired-tokens.server';
import { runRetention } from '~/domain/retention/run-retention.server';
import { startWorker } from '~/jobs/run-worker.server';
import { crontab } from '~/jobs/scheduled-tasks.server';
import { createTestContext } from '../support/database';
import { startMailbox } from '../support/mailbox';
import { queueMail, workerContext } from './outbox-fixture';

let base: Context;
let connectionString: string;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ ctx: base, connectionString, drop } = await createTestContext());
});
afterAll(() => drop());

async function addLetter(ctx: Context) {
  const letterId = randomUUID();
  const versionId = randomUUID();
  await ctx.db
    .insertInto('letters')
    .values({ id: letterId, slug: `letter-${letterId}`, master_locale: 'en' })
    .execute();
  await ctx.db
    .insertInto('letter_versions')
    .values({ id: versionId, letter_id: letterId, number: 1, hash: 'a'.repeat(64) })
    .execute();
  return { letterId, versionId };
}

/** `count` signatures in a state, signed `age` days ago. */
async function addSignatures(ctx: Context, state: string, count: number, age: number) {
  const { letterId, versionId } = await addLetter(ctx);
  const rows = Array.from({ length: count }, () => ({
    id: randomUUID(),
    letter_id: letterId,
    letter_version_id: versionId,
    state,
    visibility: 'counted',
    locale: 'en',
    email_index: Buffer.from(randomUUID()),
    sealed: Buffer.alloc(1),
    signed_at: sql<Date>`now() - ${age} * interval '1 day'`,
  }));
  await ctx.db.insertInto('signatures').values(rows).execute();
  return rows.map((row) => row.id);
}

function addToken(ctx: Context, signatureId: string, expired: number) {
  return ctx.db
    .insertInto('tokens')
    .values({
      hash: Buffer.from(randomUUID()),
      purpose: 'confirm-signature',
      signature_id: signatureId,
      expires_at: sql`now() - ${expired} * interval '1 day'`,
    })
    .execute();
}

async function count(ctx: Context, table: 'signatures' | 'tokens' | 'captured_mails') {
  return (await ctx.db.selectFrom(table).select(ctx.db.fn.countAll<number>().as('n')).execute())[0]
    ?.n;
}

async function retained() {
  return (await runRetention(base, { actor: { kind: 'system' } })).erased;
}

test('one who never confirmed is forgotten after seven days, one who did is kept', async () => {
  await addSignatures(base, 'pending', 1100, 8);
  await addSignatures(base, 'pending', 2, 6);
  await addSignatures(base, 'confirmed', 2, 300);
  expect(await retained()).toMatchObject({ 'unconfirmed-signatures': 1100 });
  expect(await count(base, 'signatures')).toBe(4);
  expect(await retained()).toMatchObject({ 'unconfirmed-signatures': 0 });
});

test('tokens go a week after their end, sessions when they are idle or a day old', async () => {
  const [id = ''] = await addSignatures(base, 'confirmed', 1, 1);
  await addToken(base, id, 8);
  await addToken(base, id, 6);
  await addToken(base, id, -1);
  const organiserId = randomUUID();
  await base.db
    .insertInto('organisers')
    .values({
      id: organiserId,
      email_index: Buffer.alloc(1),
      sealed: Buffer.alloc(1),
      role: 'owner',
    })
    .execute();
  const session = (created: number, seen: number) => ({
    id_hash: Buffer.from(randomUUID()),
    organiser_id: organiserId,
    created_at: sql<Date>`now() - ${created} * interval '1 minute'`,
    last_seen_at: sql<Date>`now() - ${seen} * interval '1 minute'`,
  });
  await base.db
    .insertInto('sessions')
    .values([session(60, 1), session(60, 31), session(721, 1)])
    .execute();
  expect(await purgeExpiredTokens(base)).toEqual({ deleted: 3 });
  expect(await count(base, 'tokens')).toBe(2);
});

test('captured mail is gone after a week', async () => {
  const mail = (age: number) => ({
    id: randomUUID(),
    sealed: Buffer.alloc(1),
    received_at: sql<Date>`now() - ${age} * interval '1 day'`,
  });
  await base.db
    .insertInto('captured_mails')
    .values([mail(8), mail(6)])
    .execute();
  expect(await retained()).toMatchObject({ 'captured-mails': 1 });
});

test('the worker sends mail and runs its schedule, and both end when it is stopped', async () => {
  const mailbox = await startMailbox();
  const { ctx, lines } = workerContext(base, { smtpUrl: mailbox.url });
  const worker = await startWorker(ctx, { connectionString });
  await queueMail(ctx);
  await mailbox.waitFor(() => true);
  const planned = await sql<{ identifier: string }>`
    select identifier from graphile_worker._private_known_crontabs order by 1`.execute(ctx.db);
  const known = planned.rows.map((row) => row.identifier);
  expect(known).toEqual(
    crontab
      .split('\n')
      .map((line) => line.split(' ')[5])
      .sort(),
  );
  expect(known).toContain('run-retention');
  expect(known).toContain('keep-erasure-ledger');
  await addSignatures(ctx, 'pending', 1, 8);
  await quickAddJob({ connectionString }, 'run-retention', {});
  await expect
    .poll(() => lines.find((line) => line.event === 'retention'), { timeout: 10_000 })
    .toMatchObject({ 'unconfirmed-signatures': 1 });
  await worker.stop();
  const countLeft = async () => {
    const left = await sql<{ count: number }>`
      select count(*) from pg_stat_activity
      where datname = current_database() and application_name <> 'undersigned'
        and backend_type = 'client backend'`.execute(ctx.db);
    return left.rows[0]?.count;
  };
  await expect.poll(countLeft, { timeout: 5000 }).toBe(0);
  await mailbox.close();
});
