import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { simpleParser } from 'mailparser';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { recordBounce } from '~/domain/messages/record-bounce.server';
import { returnPathOf } from '~/domain/messages/return-path.server';
import type { Actor } from '~/domain/organisers/organiser';
import { settleUpdates } from '~/domain/updates/settle-updates.server';
import { runUpdates } from '~/jobs/run-updates.server';
import { listCapturedMails } from '~/mail/list-captured-mails.server';
import { createTestContext, type TestContext } from '../support/database';
import { createLetter } from '../support/letter';
import { type Mailbox, startMailbox } from '../support/mailbox';
import { startRawSmtpServer } from '../support/raw-smtp-server';
import { addMember, approve, subscribe, testedUpdate, viewUpdate } from '../support/updates';
import { queueMail, readMessage, running, workerContext } from './outbox-fixture';

let test$: TestContext;
let base: Context;
let letterId: string;
let hana: Extract<Actor, { kind: 'organiser' }>;
let oleh: Extract<Actor, { kind: 'organiser' }>;

beforeAll(async () => {
  test$ = await createTestContext();
  base = test$.ctx;
  letterId = await createLetter(base);
  hana = await addMember(base, 'hana');
  oleh = await addMember(base, 'oleh');
});
beforeEach(async () => {
  for (const table of [
    'update_recipients',
    'updates',
    'bounces',
    'messages',
    'captured_mails',
    'signatures',
    'suppressions',
  ] as const) {
    await base.db.deleteFrom(table).execute();
  }
});
afterAll(() => test$.drop());

/** Processes start slowly on a machine that is busy with other tests. */
const patient = 300_000;
const waiting = { timeout: 100_000, interval: 20 };

/** An approved update for so many people, each at a domain of their own. */
async function approvedFor(people: number): Promise<string> {
  for (let n = 0; n < people; n += 1) {
    await subscribe(base, letterId, `person${n}@domain${n}.example`);
  }
  const id = await testedUpdate(base, hana);
  const done = await approve(base, id, oleh);
  if (!done.ok) throw new Error(done.reason);
  await base.db.deleteFrom('messages').where('kind', '=', 'update-test').execute();
  return id;
}

function updating(ctx: Context): AsyncDisposable {
  const updates = runUpdates(ctx);
  return { [Symbol.asyncDispose]: () => updates.stop() };
}

function stateOf(id: string) {
  return expect.poll(async () => (await viewUpdate(base, id)).state, waiting);
}

/** How often each mailbox has been given a mail, for those that were given any. */
function perMailbox(to: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const address of to) counts.set(address, (counts.get(address) ?? 0) + 1);
  return counts;
}

describe('a worker that is killed', () => {
  const entry = fileURLToPath(new URL('../../bin/start.js', import.meta.url));

  const children = new Set<ChildProcess>();
  // One that outlives its test would send the mails of the next.
  afterEach(async () => {
    for (const child of children) await killNow(child);
  });

  function startProcess(given: Record<string, string>): ChildProcess {
    const { dataDir, secretsFile, publicUrl } = base.config;
    const child = spawn(process.execPath, [entry, '--only', 'worker'], {
      env: {
        PATH: process.env.PATH ?? '',
        DATABASE_URL: test$.connectionString,
        PUBLIC_URL: publicUrl ?? '',
        DATA_DIR: dataDir,
        SECRETS_FILE: secretsFile,
        RETRY_SCALE: '0.01',
        UPDATES_PER_MINUTE: '60',
        LOG_LEVEL: 'error',
        ...given,
      } as unknown as NodeJS.ProcessEnv,
      stdio: 'ignore',
    });
    children.add(child);
    return child;
  }

  async function killNow(child: ChildProcess): Promise<void> {
    children.delete(child);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.kill('SIGKILL')) await ended;
    // Nobody hears from it any more; waiting for the lease itself would take two minutes.
    await base.db
      .updateTable('messages')
      .set({ lease_until: sql<Date>`now() - interval '1 second'` })
      .where('state', '=', 'leased')
      .execute();
  }

  const writtenMails = async () =>
    (await base.db.selectFrom('messages').select('id').where('kind', '=', 'update').execute())
      .length;

  test(
    'at any point gives everybody the mail once, where mail is captured',
    async () => {
      const id = await approvedFor(40);
      const capturedMails = async () => (await listCapturedMails(base)).length;
      const points = [
        async () => (await writtenMails()) > 0,
        async () => (await capturedMails()) > 3,
        async () => (await writtenMails()) > 20,
        async () => (await capturedMails()) > 30,
      ];
      for (const reached of points) {
        const child = startProcess({});
        await expect.poll(reached, waiting).toBe(true);
        await killNow(child);
      }
      const last = startProcess({});
      await stateOf(id).toBe('sent');
      await killNow(last);
      const counts = perMailbox((await listCapturedMails(base)).map(({ to }) => to));
      expect(counts.size).toBe(40);
      expect([...counts.values()].every((times) => times === 1)).toBe(true);
      expect((await viewUpdate(base, id)).numbers).toMatchObject({ sent: 40, unknown: 0 });
    },
    patient,
  );

  test(
    'while mails leave gives nobody a second one, and says of whom it does not know',
    async () => {
      const id = await approvedFor(40);
      let kill: (() => void) | null = null;
      let left = 0;
      const mailbox: Mailbox = await startMailbox({
        script: {
          // Killed when the server has the whole message and has not answered yet.
          async onMessage() {
            left -= 1;
            if (left === 0) kill?.();
            return null;
          },
        },
      });
      for (const after of [3, 12]) {
        const child = startProcess({ SMTP_URL: mailbox.url });
        const killed = new Promise<void>((resolve) => {
          kill = () => void killNow(child).then(resolve);
        });
        left = after;
        await killed;
      }
      kill = null;
      const last = startProcess({ SMTP_URL: mailbox.url });
      await stateOf(id).toBe('sent');
      await killNow(last);
      const counts = perMailbox(mailbox.messages.map(({ to }) => to));
      expect(Math.max(...counts.values())).toBe(1);
      const { numbers } = await viewUpdate(base, id);
      expect(numbers.sent + numbers.unknown).toBe(40);
      expect(numbers.unknown).toBeGreaterThan(0);
      expect(numbers.unknown).toBeLessThanOrEqual(4);
      expect(counts.size).toBeGreaterThanOrEqual(numbers.sent);
      await mailbox.close();
    },
    patient,
  );
});

test('a confirmation does not wait behind news, nor behind a server that is slow with news', async () => {
  const arrived: string[] = [];
  const mailbox = await startMailbox({
    script: {
      async onMessage({ to }) {
        if (to.startsWith('person')) await new Promise((resolve) => setTimeout(resolve, 300));
        arrived.push(to);
        return null;
      },
    },
  });
  const { ctx } = workerContext(base, { smtpUrl: mailbox.url, updatesPerMinute: 60_000 });
  const id = await approvedFor(40);
  {
    await using _updates = updating(ctx);
    await using _worker = running(ctx, {});
    await expect.poll(() => arrived.length, waiting).toBeGreaterThan(3);
    const before = arrived.length;
    const begun = performance.now();
    // The same domain as many who get news: its last place is kept free for this.
    const key = await queueMail(ctx, 'signer@domain39.example');
    await expect.poll(async () => (await readMessage(ctx, key)).state, waiting).toBe('sent');
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(arrived.indexOf('signer@domain39.example')).toBeLessThanOrEqual(before + 4);
    await stateOf(id).toBe('sent');
  }
  expect(arrived).toHaveLength(41);
  await mailbox.close();
});

test('news never takes more than two lanes, nor the last place to a domain', async () => {
  let atOnce = 0;
  let most = 0;
  const mailbox = await startMailbox({
    script: {
      async onRcptTo() {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await new Promise((resolve) => setTimeout(resolve, 20));
        atOnce -= 1;
        return null;
      },
    },
  });
  const { ctx } = workerContext(base, { smtpUrl: mailbox.url, updatesPerMinute: 60_000 });
  const id = await approvedFor(20);
  await using _updates = updating(ctx);
  await using _one = running(ctx, {});
  await using _two = running(ctx, {});
  await stateOf(id).toBe('sent');
  expect(most).toBe(2);
  await mailbox.close();
});

test('mails leave at the pace that the operator has set', async () => {
  const mailbox = await startMailbox();
  const pace = { updatesPerMinute: 600, retryScale: 1 };
  const { ctx } = workerContext(base, { smtpUrl: mailbox.url, ...pace });
  const id = await approvedFor(30);
  await using _updates = updating(ctx);
  await using _worker = running(ctx, {});
  await stateOf(id).toBe('sent');
  expect(mailbox.messages).toHaveLength(30);
  const { early } = await base.db
    .selectFrom((from) =>
      from
        .selectFrom('messages')
        .select(['finished_at', 'created_at'])
        .select(sql<number>`row_number() over (order by next_attempt_at) - 1`.as('tenth'))
        .where('kind', '=', 'update')
        .as('mail'),
    )
    .select(
      sql<number>`min(extract(epoch from finished_at - created_at) - tenth * 0.1)::float8`.as(
        'early',
      ),
    )
    .executeTakeFirstOrThrow();
  // Ten a second: each leaves a tenth of a second after the one before, or later.
  expect(early).toBeGreaterThanOrEqual(0);
  await mailbox.close();
});

test('a mail of news carries both headers to end it, is marked as automatic, and fetches nothing', async () => {
  const mailbox = await startMailbox();
  const { ctx } = workerContext(base, { smtpUrl: mailbox.url, updatesPerMinute: 60_000 });
  await approvedFor(1);
  await using _updates = updating(ctx);
  await using _worker = running(ctx, {});
  const { raw } = await mailbox.waitFor(({ to }) => to === 'person0@domain0.example');
  const mail = await simpleParser(raw);
  const list = mail.headers.get('list') as unknown as Record<
    string,
    { url?: string; name?: string }
  >;
  expect(list.unsubscribe?.url).toMatch(/^http:\/\/letters\.example\/unsubscribe\/[\w-]{22,}$/);
  expect(list['unsubscribe-post']?.name).toBe('List-Unsubscribe=One-Click');
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
  expect(mail.subject).toBe('The news you asked for');
  expect(String(mail.html)).not.toMatch(/<img|url\(|<link|<script/i);
  expect(mail.text).toContain(list.unsubscribe?.url);
  expect(mail.text).toMatch(/\/my-signature\/[\w-]{22,}/);
  await mailbox.close();
});

describe('a mail of news that comes back', () => {
  test('at once is counted, and its mailbox gets no more', async () => {
    const mailbox = await startMailbox({
      script: { onRcptTo: (to) => (to.startsWith('person1@') ? '550 5.1.1 no such user' : null) },
    });
    const { ctx } = workerContext(base, { smtpUrl: mailbox.url, updatesPerMinute: 60_000 });
    const id = await approvedFor(3);
    await using _updates = updating(ctx);
    await using _worker = running(ctx);
    await stateOf(id).toBe('sent');
    expect((await viewUpdate(base, id)).numbers).toMatchObject({ sent: 2, bounced: 1 });
    const next = await testedUpdate(base, hana);
    expect((await viewUpdate(base, next)).approval?.people).toBe(2);
    await mailbox.close();
  });

  test('hours later, as a report, is counted too', async () => {
    const mailbox = await startMailbox();
    const bounceAddress = { local: 'bounces', domain: 'letters.example' };
    const changes = { smtpUrl: mailbox.url, updatesPerMinute: 60_000, bounceAddress };
    const { ctx } = workerContext(base, changes);
    const id = await approvedFor(1);
    {
      await using _updates = updating(ctx);
      await using _worker = running(ctx);
      await stateOf(id).toBe('sent');
    }
    const { id: messageId } = await base.db
      .selectFrom('messages')
      .select('id')
      .where('kind', '=', 'update')
      .executeTakeFirstOrThrow();
    const addressedTo = [returnPathOf(ctx.keyring, bounceAddress, messageId)];
    const recipients = [{ action: 'failed', status: '5.2.2' }] as const;
    expect(await recordBounce(ctx, { addressedTo, recipients })).toMatchObject({ ok: true });
    expect((await viewUpdate(base, id)).numbers).toMatchObject({ sent: 0, bounced: 1 });
    await mailbox.close();
  });
});

test('a server that drops after the final dot is not given the mail again', async () => {
  const server = await startRawSmtpServer({ message: 'hang-up' });
  const { ctx } = workerContext(base, { smtpUrl: server.url, updatesPerMinute: 60_000 });
  const id = await approvedFor(1);
  await using _updates = updating(ctx);
  await using _worker = running(ctx);
  await stateOf(id).toBe('sent');
  await settleUpdates(base);
  expect(server.completed).toHaveLength(1);
  const { numbers } = await viewUpdate(base, id);
  expect(numbers).toMatchObject({ unknown: 1, sent: 0 });
  const { sealed } = await base.db
    .selectFrom('messages')
    .select('sealed')
    .where('kind', '=', 'update')
    .executeTakeFirstOrThrow();
  expect(sealed).toBeNull();
  await server.close();
});
