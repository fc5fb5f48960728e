import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { renderLetterFeed } from '~/domain/letters/render-letter-feed.server';
import type { Actor } from '~/domain/organisers/organiser';
import { eraseSignatureContacts } from '~/domain/retention/erase-contacts.server';
import { eraseSignature } from '~/domain/signatures/erase-signature.server';
import { stopLetterMail } from '~/domain/signatures/stop-letter-mail.server';
import { withdrawSignature } from '~/domain/signatures/withdraw-signature.server';
import { listPublicUpdates } from '~/domain/updates/list-public-updates.server';
import { listUpdates } from '~/domain/updates/list-updates.server';
import { runUpdateBatch } from '~/domain/updates/run-update-batch.server';
import { settleUpdates } from '~/domain/updates/settle-updates.server';
import { stopUpdate } from '~/domain/updates/stop-update.server';
import { locales } from '~/i18n/locale';
import { runOutbox } from '~/jobs/run-outbox.server';
import { listCapturedMails } from '~/mail/list-captured-mails.server';
import { readXml } from '../../documents/read-xml';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, slug, waitingMails } from '../../support/letter';
import {
  addMember,
  approve,
  recipientsOf,
  subscribe,
  testedUpdate,
  viewUpdate,
  words,
} from '../../support/updates';

let test$: TestContext;
let ctx: Context;
let letterId: string;
let hana: Extract<Actor, { kind: 'organiser' }>;
let oleh: Extract<Actor, { kind: 'organiser' }>;

beforeAll(async () => {
  test$ = await createTestContext({ UPDATES_PER_MINUTE: '60000' });
  ctx = test$.ctx;
  letterId = await createLetter(ctx);
  hana = await addMember(ctx, 'hana');
  oleh = await addMember(ctx, 'oleh');
});
beforeEach(async () => {
  for (const table of [
    'update_recipients',
    'updates',
    'messages',
    'captured_mails',
    'signatures',
    'suppressions',
  ] as const) {
    await ctx.db.deleteFrom(table).execute();
  }
});
afterAll(() => test$.drop());

async function approved(choices: Parameters<typeof testedUpdate>[2] = {}): Promise<string> {
  const id = await testedUpdate(ctx, hana, choices);
  const done = await approve(ctx, id, oleh);
  if (!done.ok) throw new Error(done.reason);
  await ctx.db.deleteFrom('messages').where('kind', '=', 'update-test').execute();
  return id;
}

async function writeAll(): Promise<void> {
  while (await runUpdateBatch(ctx));
}

/** Lets everything leave that may, into the captured mail, and takes over what became of it. */
async function sendAll(): Promise<void> {
  const outbox = runOutbox(ctx);
  await expect
    .poll(
      async () =>
        (
          await ctx.db
            .selectFrom('messages')
            .select('id')
            .where('finished_at', 'is', null)
            .execute()
        ).length,
      { timeout: 15_000, interval: 20 },
    )
    .toBe(0);
  await outbox.stop();
  await settleUpdates(ctx);
}

async function captured(): Promise<string[]> {
  return (await listCapturedMails(ctx)).map(({ to }) => to).sort();
}

async function becameOf(id: string): Promise<(string | null)[][]> {
  return (await recipientsOf(ctx, id)).map(({ state, reason }) => [state, reason]);
}

describe('somebody who asked for news', () => {
  test('gets it in the language they signed in, else in the letter’s', async () => {
    for (const locale of locales) await subscribe(ctx, letterId, `${locale}@x.example`, locale);
    await approved({ kind: 'answer' });
    await writeAll();
    const mails = await waitingMails(ctx, 'update');
    const found = mails.map(({ to, props }) => [to, props.locale, props.subject]).sort();
    expect(found).toEqual(
      locales.map((locale) => [`${locale}@x.example`, locale, words[locale].subject]),
    );
    for (const { props } of mails) expect(props).toMatchObject({ place: 1, promised: 3 });
  });

  test('who signed in a language that is not offered any more reads the master language', async () => {
    await subscribe(ctx, letterId, 'uk@x.example', 'uk');
    await subscribe(ctx, letterId, 'ko@x.example', 'ko');
    const offer = (offered: string[]) =>
      ctx.db.updateTable('letters').set({ locales: offered }).where('id', '=', letterId).execute();
    await offer(['en', 'ko']);
    await approved({ languages: ['en', 'ko'] });
    // What was approved does not change when the letter loses or gains a language meanwhile.
    await offer(['en', 'uk']);
    await writeAll();
    await offer(['en', 'ko', 'uk']);
    const mails = await waitingMails(ctx, 'update');
    expect(mails.map(({ to, props }) => [to, props.locale]).sort()).toEqual([
      ['ko@x.example', 'ko'],
      ['uk@x.example', 'en'],
    ]);
  });

  test('and changed their mind before it was written gets nothing, and the reason is counted', async () => {
    const names = ['stays', 'quiet', 'gone', 'erased', 'dead'] as const;
    const people = [];
    for (const name of names) people.push(await subscribe(ctx, letterId, `${name}@x.example`));
    const [, quiet, gone, erased] = people;
    const id = await approved();
    await stopLetterMail(ctx, { token: quiet?.token ?? '' });
    await withdrawSignature(ctx, { token: gone?.token ?? '' });
    await eraseSignature(ctx, { token: erased?.token ?? '' });
    const { recipientIndexOf } = await import('~/domain/messages/recipient-index.server');
    const dead = recipientIndexOf(ctx, 'dead@x.example');
    await ctx.db
      .insertInto('suppressions')
      .values({ recipient_index: dead, letter_id: null, reason: 'bounced' })
      .execute();
    await writeAll();
    await sendAll();
    expect(await captured()).toEqual(['stays@x.example']);
    expect(await becameOf(id)).toEqual([
      ['sent', null],
      ['skipped', 'unsubscribed'],
      ['skipped', 'not-signed'],
      ['skipped', 'erased'],
      ['skipped', 'suppressed'],
    ]);
    const { state, numbers, recipients } = await viewUpdate(ctx, id);
    expect({ state, recipients }).toEqual({ state: 'sent', recipients: 5 });
    expect(numbers).toMatchObject({ sent: 1, skipped: 4, waiting: 0, queued: 0 });
  });

  test('and changed their mind while it lay in the outbox gets nothing, and has their place back', async () => {
    const quiet = await subscribe(ctx, letterId, 'quiet@x.example');
    const gone = await subscribe(ctx, letterId, 'gone@x.example');
    await subscribe(ctx, letterId, 'stays@x.example');
    const id = await approved();
    await writeAll();
    expect(await waitingMails(ctx, 'update')).toHaveLength(3);
    await stopLetterMail(ctx, { token: quiet.token });
    await withdrawSignature(ctx, { token: gone.token });
    await sendAll();
    expect(await captured()).toEqual(['stays@x.example']);
    expect((await recipientsOf(ctx, id)).map(({ state, slot }) => [state, slot])).toEqual([
      ['skipped', null],
      ['skipped', null],
      ['sent', 1],
    ]);
  });

  test('ends it by the link in the mail, stays signed, and is counted there', async () => {
    const reader = await subscribe(ctx, letterId, 'reader@x.example');
    await subscribe(ctx, letterId, 'other@x.example');
    const id = await approved();
    await writeAll();
    const mails = await waitingMails(ctx, 'update');
    const mine = mails.find(({ to }) => to === 'reader@x.example');
    await sendAll();
    await stopLetterMail(ctx, { token: mine?.props.unsubscribeToken ?? '' });
    await stopLetterMail(ctx, { token: mine?.props.unsubscribeToken ?? '' });
    const { numbers } = await viewUpdate(ctx, id);
    expect(numbers).toMatchObject({ sent: 2, unsubscribed: 1 });
    const row = await ctx.db
      .selectFrom('signatures')
      .select(['state', 'updates'])
      .where('id', '=', reader.id)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ state: 'confirmed', updates: false });
    const next = await approved();
    expect((await viewUpdate(ctx, next)).recipients).toBe(1);
  });
});

describe('an organiser', () => {
  test('stops it: nothing more leaves, and the number that got nothing is said', async () => {
    for (let n = 0; n < 30; n += 1) await subscribe(ctx, letterId, `p${n}@d${n}.example`);
    const id = await approved({ onTimeline: true });
    const slow = { ...ctx, config: { ...ctx.config, updatesPerMinute: 60, retryScale: 1 } };
    expect(await runUpdateBatch(slow)).toBe(true);
    expect(await runUpdateBatch(slow)).toBe(false);
    expect(await waitingMails(ctx, 'update')).toHaveLength(20);
    expect(await listPublicUpdates(ctx, { letterId, locale: 'en' })).toHaveLength(1);
    await ctx.db
      .updateTable('messages')
      .set({ state: 'sent', finished_at: sql`now()`, sealed: null })
      .where('next_attempt_at', '<', sql<Date>`now() + interval '4500 milliseconds'`)
      .execute();
    await settleUpdates(ctx);
    const stopped = await stopUpdate(ctx, { slug, id, actor: hana });
    const { numbers, state } = await viewUpdate(ctx, id);
    expect(state).toBe('cancelled');
    expect(stopped).toEqual({ ok: true, left: 30 - numbers.sent });
    expect(numbers.sent).toBeGreaterThan(0);
    expect(await waitingMails(ctx, 'update')).toEqual([]);
    expect(await runUpdateBatch(ctx)).toBe(false);
    expect(await listPublicUpdates(ctx, { letterId, locale: 'en' })).toEqual([]);
    expect(await stopUpdate(ctx, { slug, id, actor: hana })).toMatchObject({ ok: false });
  });

  test('sees how many have had how much of the promise', async () => {
    await subscribe(ctx, letterId, 'old@x.example');
    await approved();
    await writeAll();
    await subscribe(ctx, letterId, 'young@x.example');
    const listed = await listUpdates(ctx, { slug });
    expect(listed).toMatchObject({
      ok: true,
      promise: [
        { had: 0, people: 1 },
        { had: 1, people: 1 },
      ],
    });
  });
});

test('mails are spread over the minute, however many workers write', async () => {
  for (let n = 0; n < 45; n += 1) await subscribe(ctx, letterId, `p${n}@d${n}.example`);
  await approved();
  const calm = { ...ctx, config: { ...ctx.config, updatesPerMinute: 60, retryScale: 1 } };
  const wrote = await Promise.all([1, 2, 3, 4].map(() => runUpdateBatch(calm)));
  expect(wrote.filter(Boolean)).toHaveLength(1);
  const rows = await ctx.db
    .selectFrom('messages')
    .select(sql<number>`round(extract(epoch from next_attempt_at - created_at))::int`.as('after'))
    .where('kind', '=', 'update')
    .orderBy('next_attempt_at')
    .execute();
  expect(rows.map(({ after }) => after)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  const { due } = await ctx.db
    .selectFrom('updates')
    .select(sql<number>`round(extract(epoch from next_batch_at - now()))::int`.as('due'))
    .executeTakeFirstOrThrow();
  expect(due).toBe(20);
});

test('a person whose signature is being changed at this moment is written to a little later', async () => {
  const { id: signatureId } = await subscribe(ctx, letterId, 'busy@x.example');
  await subscribe(ctx, letterId, 'other@x.example');
  await approved();
  await ctx.db.transaction().execute(async (trx) => {
    await trx
      .selectFrom('signatures')
      .select('id')
      .where('id', '=', signatureId)
      .forUpdate()
      .execute();
    await runUpdateBatch(ctx);
    const written = await waitingMails(ctx, 'update');
    expect(written.map(({ to }) => to)).toEqual(['other@x.example']);
  });
  await expect.poll(() => runUpdateBatch(ctx)).toBe(true);
  expect(await waitingMails(ctx, 'update')).toHaveLength(2);
});

describe('the public timeline', () => {
  test.each(locales)('tells in %s what left, on the page and in the feed', async (locale) => {
    const id = await approved({ kind: 'answer', onTimeline: true });
    expect(await listPublicUpdates(ctx, { letterId, locale })).toEqual([]);
    await writeAll();
    const [entry, ...others] = await listPublicUpdates(ctx, { letterId, locale });
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ id, kind: 'answer', subject: words[locale].subject });
    const feed = async () => {
      const written = await renderLetterFeed(ctx, { slug, locale });
      if (!written.ok) throw new Error(written.reason);
      return readXml(written.feed)
        .children.filter(({ name }) => name === 'entry')
        .map(({ children }) =>
          Object.fromEntries(children.map((child) => [child.name, child.text])),
        );
    };
    const [newest] = await feed();
    expect(newest?.id).toBe(`urn:uuid:${id}#${locale}`);
    expect(newest?.updated).toBe(entry?.at);
    expect(newest?.title).toContain(words[locale].subject);
    await settleUpdates(ctx);
    expect((await viewUpdate(ctx, id)).state).toBe('sent');
    expect((await feed())[0]).toEqual(newest);
  });
});

describe('when contact data is erased', () => {
  test('nothing leads from a mail to the person any more, and the numbers stay', async () => {
    const { id: signatureId } = await subscribe(ctx, letterId, 'erased@x.example');
    const id = await approved();
    await writeAll();
    await sendAll();
    const before = (await viewUpdate(ctx, id)).numbers;
    await ctx.db.transaction().execute(async (trx) => {
      const rows = await trx
        .selectFrom('signatures')
        .select(['id', 'number', 'state', 'sealed', sql<boolean>`false`.as('over')])
        .where('id', '=', signatureId)
        .execute();
      await eraseSignatureContacts(ctx, trx, rows);
    });
    const row = await ctx.db
      .selectFrom('update_recipients')
      .select(['signature_id', 'message_id', 'unsubscribe_hash', 'slot', 'state'])
      .executeTakeFirstOrThrow();
    expect(row).toEqual({
      signature_id: null,
      message_id: null,
      unsubscribe_hash: null,
      slot: null,
      state: 'sent',
    });
    expect((await viewUpdate(ctx, id)).numbers).toEqual(before);
  });
});
