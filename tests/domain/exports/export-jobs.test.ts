import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cancelExport } from '~/domain/exports/cancel-export.server';
import { expireExports } from '~/domain/exports/expire-exports.server';
import { fetchExport } from '~/domain/exports/fetch-export.server';
import { makeNextExport } from '~/domain/exports/make-next-export.server';
import { readExport, readManifest } from '~/domain/exports/read-export.server';
import { runExports } from '~/jobs/run-exports.server';
import { readCsv } from '../../documents/read-csv';
import { until } from '../../support/application';
import { createTestContext, type TestContext } from '../../support/database';
import { type Entered, enter } from '../../support/enrolled';
import { bytesOf, openExport, queueExport, transactionsOpen } from '../../support/exports';
import { createLetter, slug } from '../../support/letter';
import { plantSignatures } from '../../support/plant-signatures';

const many = 3000;
const reason = 'The printer needs every address';
let test$: TestContext;
let owner: Entered;
let letterId: string;

beforeAll(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  await plantSignatures(test$.ctx, letterId, many, { visibility: 'public' });
  owner = await enter(test$.ctx, 'owner@desk.example');
});
afterAll(() => test$.drop());
beforeEach(async () => {
  await test$.ctx.db.deleteFrom('exports').execute();
  await expireExports(test$.ctx);
});

const never = () => new AbortController().signal;
const folder = () => join(test$.ctx.config.dataDir, 'exports');
const files = () => (existsSync(folder()) ? readdirSync(folder()) : []);

async function look(id: string) {
  const found = await readExport(test$.ctx, { slug, id });
  if (!found.ok) throw new Error(found.reason);
  return found.export;
}

async function fetched(id: string) {
  const file = await fetchExport(test$.ctx, { slug, id, actor: owner.actor });
  if (!file.ok) throw new Error(file.reason);
  return { ...file, bytes: await bytesOf(file.rows) };
}

async function auditOf(id: string) {
  return test$.ctx.db
    .selectFrom('audit_entries')
    .select(['action', 'details'])
    .where('object_id', '=', id)
    .orderBy('id')
    .execute();
}

describe('the organiser who exports very many signatures', () => {
  test('gets a file whose name, manifest and last audit entry have one count', async () => {
    const { ctx } = test$;
    const id = await queueExport(ctx, { actor: owner.actor, preset: 'full', reason });
    expect(await look(id)).toMatchObject({ state: 'queued', expected: many, rows: 0 });
    expect(await makeNextExport(ctx, never())).toBe(true);
    expect(await makeNextExport(ctx, never())).toBe(false);
    const { bytes, fileName, length } = await fetched(id);
    expect(readCsv(bytes)).toHaveLength(many + 1);
    expect(fileName).toMatch(new RegExp(`-signatures-full-${many}-rows-[\\d-]{10}-${id}\\.csv$`));
    expect(length).toBe(bytes.length);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const manifest = await readManifest(ctx, { slug, id });
    expect(manifest.ok && manifest.text).toContain(`# rows: ${many}\n`);
    expect(manifest.ok && manifest.text).toContain(`# export: ${id}\n`);
    expect(manifest.ok && manifest.text.trimEnd().split('\n').at(-1)).toBe(
      `${sha256}  ${fileName}`,
    );
    const audit = await auditOf(id);
    expect(audit.map(({ action }) => action)).toEqual([
      'signatures.exported',
      'export.finished',
      'export.downloaded',
    ]);
    expect(audit[1]?.details).toMatchObject({ rows: many, bytes: bytes.length, sha256 });
    expect(audit.map(({ details }) => (details as { rows: number }).rows)).toEqual(
      Array(3).fill(many),
    );
  });

  test('gets a file of one moment, whatever happens while it is made', async () => {
    const { ctx } = test$;
    const file = await openExport(ctx, { actor: owner.actor, format: 'jsonl' });
    await plantSignatures(ctx, letterId, 5, { visibility: 'public', country: 'KR' });
    const text = (await bytesOf(file.rows)).toString();
    expect(text.trimEnd().split('\n')).toHaveLength(many);
    expect(text).not.toContain('"country":"KR"');
    await ctx.db.deleteFrom('signatures').where('country', '=', 'KR').execute();
  });

  test('leaves nothing readable on the disk, and nobody else gets a full record', async () => {
    const { ctx } = test$;
    const id = await queueExport(ctx, { actor: owner.actor, preset: 'full', reason });
    await makeNextExport(ctx, never());
    expect(files()).toEqual([`${id}.1`]);
    expect(readFileSync(join(folder(), `${id}.1`), 'latin1')).not.toContain('people.example');
    const other = await enter(ctx, 'another@desk.example');
    const asked = { slug, id, actor: other.actor };
    expect(await fetchExport(ctx, asked)).toEqual({ ok: false, reason: 'not-yours' });
    expect(await fetchExport(ctx, { ...asked, slug: 'another' })).toMatchObject({ ok: false });
  });

  test('may have it encrypted so that only one key opens it', async () => {
    const { ctx } = test$;
    const identity = await generateIdentity();
    const recipient = await identityToRecipient(identity);
    const id = await queueExport(ctx, { actor: owner.actor, recipient });
    await makeNextExport(ctx, never());
    const { bytes, fileName, contentType } = await fetched(id);
    expect(fileName).toMatch(/\.csv\.age$/);
    expect(contentType).toBe('application/octet-stream');
    expect(bytes.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n/);
    const opened = new Decrypter();
    opened.addIdentity(identity);
    const plain = Buffer.from(await opened.decrypt(bytes));
    expect(readCsv(plain)).toHaveLength(many + 1);
  });
});

describe('a worker', () => {
  test('that was killed leaves an export that the next one begins anew', async () => {
    const { ctx } = test$;
    const id = await queueExport(ctx, { actor: owner.actor });
    await ctx.db
      .updateTable('exports')
      .set({ state: 'running', attempts: 1, rows: 700, beat_at: sql`now() - interval '2 minutes'` })
      .where('id', '=', id)
      .execute();
    expect(await makeNextExport(ctx, never())).toBe(true);
    expect(await look(id)).toMatchObject({ state: 'ready', rows: many });
    expect(readCsv((await fetched(id)).bytes)).toHaveLength(many + 1);
  });

  test('passes over what another one is making', async () => {
    const { ctx } = test$;
    const id = await queueExport(ctx, { actor: owner.actor });
    await ctx.db
      .updateTable('exports')
      .set({ state: 'running', attempts: 1 })
      .where('id', '=', id)
      .execute();
    expect(await makeNextExport(ctx, never())).toBe(false);
  });

  test('that is stopped gives the export back and leaves no file', async () => {
    const { ctx } = test$;
    const id = await queueExport(ctx, { actor: owner.actor });
    const stop = new AbortController();
    stop.abort();
    expect(await makeNextExport(ctx, stop.signal)).toBe(true);
    expect(await look(id)).toMatchObject({ state: 'queued', rows: 0 });
    expect(files()).toEqual([]);
    expect(await transactionsOpen(ctx)).toBe(0);
  });

  test('gives up after three failures, and says so', async () => {
    const { ctx } = test$;
    const id = await queueExport(ctx, { actor: owner.actor, preset: 'full', reason });
    const broken = Buffer.from('not what was sealed');
    const [row] = await ctx.db.selectFrom('signatures').select(['id', 'sealed']).limit(1).execute();
    if (!row) throw new Error('no signature');
    const change = (sealed: Buffer) =>
      ctx.db.updateTable('signatures').set({ sealed }).where('id', '=', row.id).execute();
    await change(broken);
    for (let time = 0; time < 3; time += 1) await makeNextExport(ctx, never());
    await change(row.sealed);
    expect(await look(id)).toMatchObject({ state: 'failed' });
    expect(await makeNextExport(ctx, never())).toBe(false);
    expect(files()).toEqual([]);
    expect((await auditOf(id)).at(-1)).toMatchObject({ action: 'export.failed' });
  });

  test('works off what waits until it is stopped', async () => {
    const { ctx } = test$;
    const ids = [
      await queueExport(ctx, { actor: owner.actor }),
      await queueExport(ctx, { actor: owner.actor, format: 'xlsx' }),
    ];
    const worker = runExports(ctx);
    for (const id of ids) await until('a file', async () => (await look(id)).state === 'ready');
    await worker.stop();
  });
});

describe('an export that is called off', () => {
  test('is not made, and one that is ready is gone at once', async () => {
    const { ctx } = test$;
    const waiting = await queueExport(ctx, { actor: owner.actor });
    expect(await cancelExport(ctx, { slug, id: waiting, actor: owner.actor })).toEqual({
      ok: true,
    });
    expect(await makeNextExport(ctx, never())).toBe(false);
    const ready = await queueExport(ctx, { actor: owner.actor });
    await makeNextExport(ctx, never());
    await cancelExport(ctx, { slug, id: ready, actor: owner.actor });
    expect(files()).toEqual([]);
    const row = await ctx.db
      .selectFrom('exports')
      .select(['state', 'file_key'])
      .where('id', '=', ready)
      .executeTakeFirst();
    expect(row).toEqual({ state: 'cancelled', file_key: null });
    const again = await cancelExport(ctx, { slug, id: ready, actor: owner.actor });
    expect(again).toEqual({ ok: false, reason: 'wrong-state' });
    const asked = { slug, id: ready, actor: owner.actor };
    expect(await fetchExport(ctx, asked)).toEqual({ ok: false, reason: 'gone' });
  });

  test('while it is made leaves no file, and its connection is free', async () => {
    const { ctx } = test$;
    for (let part = 0; part < 5; part += 1) {
      await plantSignatures(ctx, letterId, many, { country: 'UA' });
    }
    const id = await queueExport(ctx, {
      actor: owner.actor,
      preset: 'full',
      format: 'xlsx',
      reason,
    });
    const making = makeNextExport(ctx, never());
    await until('a worker', async () => (await look(id)).state === 'running');
    expect(await cancelExport(ctx, { slug, id, actor: owner.actor })).toEqual({ ok: true });
    await making;
    expect((await look(id)).state).toBe('cancelled');
    expect(files()).toEqual([]);
    expect(await transactionsOpen(ctx)).toBe(0);
    await ctx.db.deleteFrom('signatures').where('country', '=', 'UA').execute();
  });
});

describe('a file after 24 hours', () => {
  test('is deleted with its key, and its row after 30 days', async () => {
    const { ctx } = test$;
    const id = await queueExport(ctx, { actor: owner.actor });
    await makeNextExport(ctx, never());
    const { expiresAt, finishedAt } = await look(id);
    expect(Date.parse(expiresAt ?? '') - Date.parse(finishedAt ?? '')).toBe(24 * 3_600_000);
    expect(await expireExports(ctx)).toEqual({ expired: 0 });
    await ctx.db.updateTable('exports').set({ expires_at: sql`now()` }).execute();
    expect(await expireExports(ctx)).toEqual({ expired: 1 });
    expect(files()).toEqual([]);
    expect(await look(id)).toMatchObject({ state: 'expired' });
    expect(await readManifest(ctx, { slug, id })).toMatchObject({ ok: false });
    await ctx.db
      .updateTable('exports')
      .set({ requested_at: sql`now() - interval '31 days'` })
      .execute();
    await expireExports(ctx);
    expect(await readExport(ctx, { slug, id })).toMatchObject({ ok: false });
  });
});

describe('a download that is broken off', () => {
  test.each(['before its first byte', 'in the middle'])(
    '%s frees its connection and is on record',
    async (when) => {
      const { ctx } = test$;
      const file = await openExport(ctx, { actor: owner.actor, format: 'jsonl' });
      expect(await transactionsOpen(ctx)).toBe(1);
      if (when === 'in the middle') {
        for await (const piece of file.rows) {
          expect(piece.length).toBeGreaterThan(0);
          break;
        }
      } else await file.close();
      await until('a free connection', async () => (await transactionsOpen(ctx)) === 0);
      const row = await ctx.db
        .selectFrom('exports')
        .select(['id', 'state'])
        .executeTakeFirstOrThrow();
      await until('the record', async () => (await look(row.id)).state === 'failed');
      expect(() => file.manifest()).toThrow();
    },
  );
});
