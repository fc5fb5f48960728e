import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Context, createContext } from '~/context.server';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { readLetterStatus } from '~/domain/letters/read-letter-status.server';
import { exportErasureLedger } from '~/domain/retention/export-erasure-ledger.server';
import { createLedgerKeeper } from '~/domain/retention/keep-erasures.server';
import { reapplyErasures } from '~/domain/retention/reapply-erasures.server';
import { runRetention } from '~/domain/retention/run-retention.server';
import { eraseSignature } from '~/domain/signatures/erase-signature.server';
import { readMySignature } from '~/domain/signatures/read-my-signature.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { withdrawSignature } from '~/domain/signatures/withdraw-signature.server';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, signForm, slug, waitingMails } from '../../support/letter';
import {
  addAcknowledgedDelivery,
  addOrganisation,
  addPerson,
  digestDatabase,
} from './retention-fixture';

let test$: TestContext;
let ctx: Context;
let letterId: string;
let ledger: string;
const restored: { ctx: Context; connectionString: string }[] = [];

beforeEach(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  letterId = await createLetter(ctx);
  ledger = join(ctx.config.dataDir, 'erasures.jsonl');
});
afterEach(async () => {
  for (const copy of restored.splice(0)) await copy.ctx.db.destroy();
  await test$.drop();
});

async function asOwner(run: (client: Client) => Promise<unknown>): Promise<void> {
  const url = new URL(test$.connectionString);
  url.pathname = '/postgres';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    await run(client);
  } finally {
    await client.end();
  }
}

/** What a dump made now and restored later is: the same database at this moment, under another name. */
async function dumpNow(): Promise<{ ctx: Context; connectionString: string }> {
  const url = new URL(test$.connectionString);
  const source = url.pathname.slice(1);
  const name = `restored_${randomUUID().replaceAll('-', '')}`;
  await asOwner(async (client) => {
    const end = 'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1';
    await client.query(end, [source]);
    await client.query(`create database ${name} template ${source}`);
  });
  url.pathname = `/${name}`;
  const copy = createContext({
    config: ctx.config,
    publicUrl: ctx.publicUrl,
    connectionString: url.href,
    poolSize: 4,
    press: ctx.press,
    log: ctx.log,
  });
  restored.push({ ctx: copy, connectionString: url.href });
  return { ctx: copy, connectionString: url.href };
}

async function signatures(of: Context): Promise<number> {
  const found = await readLetterStatus(of, { slug });
  if (!found.ok) throw new Error(found.reason);
  return found.status.signatures;
}

const erased = (signature: number, contact = 0, endorsement = 0) => ({
  signature,
  'signature-contact': contact,
  'endorsement-contact': endorsement,
});

describe('after the restore of an older dump', () => {
  test('whoever was erased since is gone again, and nobody else; a second time changes nothing', async () => {
    const people = [];
    for (let number = 0; number < 5; number += 1) {
      people.push(await addPerson(ctx, letterId, { email: `${number}@x.example`, confirmed: 2 }));
    }
    const dump = await dumpNow();
    const [first, second, third] = people;
    if (!first || !second || !third) throw new Error('no people');
    for (const { token } of [first, second]) {
      expect(await eraseSignature(ctx, { token })).toMatchObject({ ok: true });
    }
    expect([await signatures(ctx), await signatures(dump.ctx)]).toEqual([3, 5]);

    // Two processes that start at the same time share the work.
    const starts = await Promise.all([reapplyErasures(dump.ctx), reapplyErasures(dump.ctx)]);
    for (const start of starts) expect(start).toMatchObject({ entries: 2, unreadable: 0 });
    expect(starts.reduce((sum, start) => sum + start.recorded, 0)).toBe(2);
    expect(starts.reduce((sum, start) => sum + start.erased.signature, 0)).toBe(2);
    expect(await signatures(dump.ctx)).toBe(3);
    expect(await readMySignature(dump.ctx, { token: first.token })).toMatchObject({ ok: false });
    expect(await readMySignature(dump.ctx, { token: third.token })).toMatchObject({ ok: true });

    const before = await digestDatabase(dump.connectionString);
    const again = await reapplyErasures(dump.ctx);
    expect(again).toMatchObject({ recorded: 0, erased: erased(0) });
    expect(await digestDatabase(dump.connectionString)).toBe(before);
  });

  test('contact data that had gone is gone again, and who withdrew is a number again', async () => {
    const person = await addPerson(ctx, letterId, { email: 'a@x.example', confirmed: 50 });
    const later = await addPerson(ctx, letterId, { email: 'b@x.example', confirmed: 1 });
    const gone = {
      email: 'c@x.example',
      state: 'withdrawn',
      confirmed: 60,
      withdrawn: 31,
    } as const;
    const withdrawn = await addPerson(ctx, letterId, gone);
    await addOrganisation(ctx, letterId, { state: 'approved', shown: true, decided: 50 });
    await addAcknowledgedDelivery(ctx, letterId, { frozen: 40, acknowledged: 31 });
    const dump = await dumpNow();
    await runRetention(ctx, { actor: { kind: 'system' } });

    expect(await reapplyErasures(dump.ctx)).toMatchObject({ recorded: 3, erased: erased(0, 2, 1) });
    const read = async (token: string) => {
      const found = await readMySignature(dump.ctx, { token });
      return found.ok ? found.signature : null;
    };
    expect(await read(person.token)).toMatchObject({ email: '', name: 'Kim', comment: null });
    expect(await read(later.token)).toMatchObject({ email: 'b@x.example' });
    expect(await read(withdrawn.token)).toMatchObject({ email: '', name: '', state: 'withdrawn' });
    expect(await reapplyErasures(dump.ctx)).toMatchObject({ recorded: 0, erased: erased(0) });
  });

  test('mail that waited for them in the dump is not sent', async () => {
    const form = signForm({ email: 'a@x.example' });
    await signLetter(ctx, { slug, locale: 'en', form });
    const [mail] = await waitingMails(ctx, 'confirm-signature');
    const dump = await dumpNow();
    await eraseSignature(ctx, { token: mail?.props.manageToken ?? '' });
    expect(await waitingMails(dump.ctx, 'confirm-signature')).toHaveLength(1);
    await reapplyErasures(dump.ctx);
    expect(await waitingMails(dump.ctx, 'confirm-signature')).toEqual([]);
  });

  test('somebody who has signed anew since stays', async () => {
    const { token } = await addPerson(ctx, letterId, { email: 'a@x.example', confirmed: 2 });
    await eraseSignature(ctx, { token });
    await signLetter(ctx, { slug, locale: 'en', form: signForm({ email: 'a@x.example' }) });
    const [mail] = await waitingMails(ctx, 'confirm-signature');
    await confirmToken(ctx, { token: mail?.props.confirmToken ?? '' });
    expect(await reapplyErasures(ctx)).toMatchObject({ erased: erased(0) });
    expect(await signatures(ctx)).toBe(1);
  });

  test('somebody who withdrew and confirmed anew after their address was erased keeps the new one', async () => {
    const { token } = await addPerson(ctx, letterId, { email: 'a@x.example', confirmed: 50 });
    await addAcknowledgedDelivery(ctx, letterId, { frozen: 40, acknowledged: 31 });
    await runRetention(ctx, { actor: { kind: 'system' } });
    await withdrawSignature(ctx, { token });
    await signLetter(ctx, { slug, locale: 'en', form: signForm({ email: 'a@x.example' }) });
    const [mail] = await waitingMails(ctx, 'confirm-signature');
    await confirmToken(ctx, { token: mail?.props.confirmToken ?? '' });
    expect(await reapplyErasures(ctx)).toMatchObject({ erased: erased(0) });
    const mine = await readMySignature(ctx, { token });
    expect(mine).toMatchObject({
      signature: { email: 'a@x.example', state: 'confirmed', contactErasedAt: null },
    });
  });

  test('an exported ledger does the same as the one under DATA_DIR', async () => {
    const { token } = await addPerson(ctx, letterId, { email: 'a@x.example', confirmed: 2 });
    const dump = await dumpNow();
    await eraseSignature(ctx, { token });
    let text = '';
    for await (const line of exportErasureLedger(ctx)) text += line;
    expect(text).toBe(readFileSync(ledger, 'utf8'));
    const file = join(ctx.config.dataDir, 'elsewhere.jsonl');
    writeFileSync(file, text);
    writeFileSync(ledger, '');
    expect(await reapplyErasures(dump.ctx, { file })).toMatchObject({ erased: erased(1) });
  });
});

describe('the ledger outside the database', () => {
  test('has an erasure as soon as it is done, for nobody but the application to read', async () => {
    const { id, token } = await addPerson(ctx, letterId, { email: 'a@x.example', confirmed: 2 });
    await eraseSignature(ctx, { token });
    expect(statSync(ledger).mode & 0o777).toBe(0o600);
    const text = readFileSync(ledger, 'utf8');
    expect(text).not.toContain(id);
    expect(text).not.toContain('a@x.example');
    expect(JSON.parse(text)).toMatchObject({
      kind: 'signature',
      subject: ctx.keyring.blindIndex('erasure', id).toString('hex'),
    });
  });

  test('gets what it lacks from the worker, once, also when several do it at the same time', async () => {
    for (const email of ['a@x.example', 'b@x.example']) {
      const { token } = await addPerson(ctx, letterId, { email, confirmed: 2 });
      await eraseSignature(ctx, { token });
    }
    const whole = readFileSync(ledger, 'utf8');
    const [line = ''] = whole.split('\n');
    writeFileSync(ledger, `${line}\n${line.slice(0, 40)}`);
    const keep = createLedgerKeeper(ctx);
    expect(await keep()).toEqual({ added: 1 });
    expect(await keep()).toEqual({ added: 0 });
    expect(await createLedgerKeeper(ctx)()).toEqual({ added: 0 });
    expect(await reapplyErasures(ctx)).toMatchObject({ entries: 2, unreadable: 1, recorded: 0 });

    writeFileSync(ledger, '');
    await Promise.all(Array.from({ length: 8 }, () => createLedgerKeeper(ctx)()));
    expect(await reapplyErasures(ctx)).toMatchObject({ unreadable: 0, recorded: 0 });
    const lines = readFileSync(ledger, 'utf8').trim().split('\n');
    expect(new Set(lines)).toEqual(new Set(whole.trim().split('\n')));
  });

  test('is not believed where it is damaged', async () => {
    const { token } = await addPerson(ctx, letterId, { email: 'a@x.example', confirmed: 2 });
    const dump = await dumpNow();
    await eraseSignature(ctx, { token });
    const text = readFileSync(ledger, 'utf8');
    writeFileSync(ledger, text.replace('"kind":"signature"', '"kind":"signature-contact"'));
    appendFileSync(ledger, 'no json\n');
    const done = await reapplyErasures(dump.ctx);
    expect(done).toEqual({ entries: 0, unreadable: 2, recorded: 0, erased: erased(0) });
  });

  test('that cannot be written stops nobody from being erased', async () => {
    const { token } = await addPerson(ctx, letterId, { email: 'a@x.example', confirmed: 2 });
    const config = { ...ctx.config, dataDir: '/dev/null/nowhere' };
    expect(await eraseSignature({ ...ctx, config }, { token })).toMatchObject({ ok: true });
    expect(existsSync(ledger)).toBe(false);
    expect(await createLedgerKeeper(ctx)()).toEqual({ added: 1 });
  });
});
