import { simpleParser } from 'mailparser';
import { beforeEach, describe, expect, test } from 'vitest';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { approveDelivery } from '~/domain/deliveries/approve-delivery.server';
import { checkDossier } from '~/domain/deliveries/check-dossier.server';
import { freezeAgain } from '~/domain/deliveries/freeze-again.server';
import { insertTargets } from '~/domain/deliveries/insert-targets.server';
import { listDeliveries } from '~/domain/deliveries/list-deliveries.server';
import { listPublicDeliveries } from '~/domain/deliveries/list-public-deliveries.server';
import { readDeliveryDocument } from '~/domain/deliveries/read-delivery-document.server';
import { resendDelivery } from '~/domain/deliveries/resend-delivery.server';
import { sendDelivery } from '~/domain/deliveries/send-delivery.server';
import { stopDelivery } from '~/domain/deliveries/stop-delivery.server';
import { switchSecondPerson } from '~/domain/deliveries/switch-second-person.server';
import { testDelivery } from '~/domain/deliveries/test-delivery.server';
import type { Actor } from '~/domain/organisers/organiser';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { withdrawSignature } from '~/domain/signatures/withdraw-signature.server';
import { textOf } from '../../documents/read-pdf';
import { running, workerContext } from '../../jobs/outbox-fixture';
import { createTestContext, type TestContext } from '../../support/database';
import { approved, lettersByMailbox, prepared, viewDelivery } from '../../support/dossiers';
import { addressee, createLetter, signForm, slug, waitingMails } from '../../support/letter';
import { startMailbox } from '../../support/mailbox';
import { startMoodySmtpServer } from '../../support/moody-smtp-server';
import { addMember } from '../../support/updates';

let test$: TestContext;
let letterId: string;
let hana: Extract<Actor, { kind: 'organiser' }>;
let oleh: Extract<Actor, { kind: 'organiser' }>;
const confirm = addressee;
const waiting = { timeout: 20_000, interval: 20 };

beforeEach(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  hana = await addMember(test$.ctx, 'hana');
  oleh = await addMember(test$.ctx, 'oleh');
  return () => test$.drop();
});

async function sign(typed: Parameters<typeof signForm>[0]) {
  await signLetter(test$.ctx, { slug, locale: 'en', form: signForm(typed) });
  const mail = (await waitingMails(test$.ctx, 'confirm-signature')).at(-1);
  await confirmToken(test$.ctx, { token: mail?.props.confirmToken ?? '' });
  return mail?.props.manageToken ?? '';
}

function send(id: string, actor: Actor, at: Date | null = null) {
  return sendDelivery(test$.ctx, { id, slug, actor, confirm, at });
}

describe('two people', () => {
  test('send: without a trial, and without the second one, nothing leaves', async () => {
    const { ctx } = test$;
    const id = await prepared(ctx, hana);
    expect(await send(id, hana)).toMatchObject({ reason: 'not-tested' });
    await testDelivery(ctx, { id, slug, to: [], actor: hana });
    expect(await send(id, hana)).toMatchObject({ reason: 'not-approved' });
    const { dossierHash: hash } = await viewDelivery(ctx, id);
    const approve = (actor: Actor, given = hash) =>
      approveDelivery(ctx, { id, slug, hash: given, actor });
    expect(await approve(hana)).toMatchObject({ reason: 'same-person' });
    expect(await approve(oleh, 'f'.repeat(64))).toMatchObject({ reason: 'hash-changed' });
    expect(await approve(oleh)).toEqual({ ok: true });
    expect(await viewDelivery(ctx, id)).toMatchObject({
      state: 'approved',
      approved: { by: 'oleh@desk.example' },
    });
    expect(await send(id, hana)).toEqual({ ok: true });
    expect(await listPublicDeliveries(ctx, letterId)).toEqual([]);
  });

  test('an approval is void after any change, and is asked for again', async () => {
    const { ctx } = test$;
    const id = await approved(ctx, hana, oleh);
    const texts = { en: { subject: 'To Your Excellency', paragraph: 'We enclose a letter.' } };
    const cover = { texts, replyTo: 'answers@coalition.example' };
    expect(await freezeAgain(ctx, { id, slug, cover, actor: hana })).toEqual({ ok: true });
    expect(await viewDelivery(ctx, id)).toMatchObject({
      state: 'prepared',
      approved: null,
      testedAt: null,
      replyTo: 'answers@coalition.example',
    });
    expect(await send(id, oleh)).toMatchObject({ reason: 'not-tested' });
    const message = await readDeliveryDocument(ctx, { id, document: 'message' });
    if (!message.ok) throw new Error(message.reason);
    const mail = await simpleParser(message.bytes);
    expect(mail.replyTo?.text).toBe('answers@coalition.example');
    expect(mail.from?.text).toContain('no-reply@localhost');
    for (const part of [mail.text, String(mail.html)]) {
      const words = part ?? '';
      expect(words.indexOf('We enclose a letter.')).toBeGreaterThanOrEqual(0);
    }
    await testDelivery(ctx, { id, slug, to: [], actor: oleh });
    const { dossierHash: hash } = await viewDelivery(ctx, id);
    await approveDelivery(ctx, { id, slug, hash, actor: oleh });
    expect(await send(id, oleh)).toEqual({ ok: true });
  });

  test('are asked for until an owner says why not, and nobody is where there is only one', async () => {
    const { ctx } = test$;
    const id = await prepared(ctx, hana);
    await testDelivery(ctx, { id, slug, to: [], actor: hana });
    const off = { slug, on: false, actor: oleh };
    expect(await switchSecondPerson(ctx, { ...off, reason: ' ' })).toMatchObject({
      reason: 'reason-missing',
    });
    await switchSecondPerson(ctx, { ...off, reason: 'The other organiser is in hospital' });
    expect(await send(id, hana)).toEqual({ ok: true });
    const entry = await ctx.db
      .selectFrom('audit_entries')
      .select('details')
      .where('action', '=', 'delivery.second-person-off')
      .executeTakeFirstOrThrow();
    expect(entry.details).toMatchObject({ reason: 'The other organiser is in hospital' });
  });
});

describe('the hold', () => {
  test('keeps it here for ten minutes, and Stop brings back what was approved', async () => {
    const mailbox = await startMailbox();
    const { ctx } = workerContext(test$.ctx, { smtpUrl: mailbox.url, retryScale: 0.01 });
    const id = await approved(ctx, hana, oleh);
    const before = Date.now();
    await sendDelivery(ctx, { id, slug, actor: hana, confirm });
    const { leavesAt } = await viewDelivery(ctx, id);
    expect(new Date(leavesAt ?? 0).getTime() - before).toBeGreaterThanOrEqual(6000 - 500);
    await using _worker = running(ctx);
    expect(await stopDelivery(ctx, { id, slug, actor: oleh })).toEqual({ ok: true });
    expect(await viewDelivery(ctx, id)).toMatchObject({ state: 'approved', leavesAt: null });
    expect(await stopDelivery(ctx, { id, slug, actor: oleh })).toMatchObject({
      reason: 'not-queued',
    });
    await sendDelivery(ctx, { id, slug, actor: hana, confirm });
    await expect.poll(async () => (await viewDelivery(ctx, id)).state, waiting).toBe('accepted');
    expect(Date.now() - before).toBeGreaterThanOrEqual(6000);
    expect(await stopDelivery(ctx, { id, slug, actor: oleh })).toMatchObject({
      reason: 'too-late',
    });
    expect([...(await lettersByMailbox(mailbox)).values()]).toEqual([1]);
    await mailbox.close();
  });

  test('lets nothing leave that is not true any more: it is taken back and people are told', async () => {
    const mailbox = await startMailbox();
    const { ctx } = workerContext(test$.ctx, { smtpUrl: mailbox.url });
    const manageToken = await sign({ email: 'a@people.example' });
    const id = await approved(ctx, hana, oleh);
    await sendDelivery(ctx, { id, slug, actor: hana, confirm });
    await withdrawSignature(ctx, { token: manageToken });
    await using _worker = running(ctx);
    await expect.poll(async () => (await viewDelivery(ctx, id)).state, waiting).toBe('approved');
    const alert = await mailbox.waitFor(
      ({ to, raw }) => to === 'oleh@desk.example' && /held back/.test(String(raw)),
    );
    expect(String(alert.raw)).not.toContain('people.example');
    expect((await lettersByMailbox(mailbox)).size).toBe(0);
    expect(await send(id, hana)).toMatchObject({ reason: 'snapshot-stale' });
    await mailbox.close();
  });

  test('a time that is over is refused; one in the future holds until then', async () => {
    const id = await approved(test$.ctx, hana, oleh);
    expect(await send(id, hana, new Date(Date.now() - 60_000))).toMatchObject({ reason: 'past' });
    const at = new Date(Date.now() + 86_400_000);
    expect(await send(id, hana, at)).toEqual({ ok: true });
    expect((await viewDelivery(test$.ctx, id)).leavesAt).toBe(at.toISOString());
  });
});

describe('a recipient of whom nobody knows', () => {
  test('is told to all who may send, and served again alone, by a person, with the same Message-ID', async () => {
    const server = await startMoodySmtpServer();
    const mailbox = await startMailbox();
    const { ctx } = workerContext(test$.ctx, { smtpUrl: server.url });
    const copy = 'drops-after+press@press.example';
    await ctx.db.transaction().execute((trx) =>
      insertTargets({ ...ctx, db: trx }, trx, letterId, [
        {
          name: 'ministry',
          channel: 'email',
          addressee,
          locales: ['en'],
          address: 'office@ministry.example',
          copies: [copy],
          checkedOn: null,
          checkedSource: null,
        },
      ]),
    );
    const id = await prepared(ctx, hana, { target: 'ministry' });
    const operator = { kind: 'operator' } as const;
    await sendDelivery(ctx, { id, slug, actor: operator, confirm });
    {
      await using _worker = running(ctx);
      const copyState = async () => (await viewDelivery(ctx, id)).recipients[1]?.state;
      await expect.poll(copyState, waiting).toBe('unknown');
      await expect.poll(async () => (await viewDelivery(ctx, id)).state, waiting).toBe('accepted');
    }
    const ledger = await listDeliveries(ctx, { slug });
    expect(ledger.ok && ledger.deliveries[0]?.troubledCopies).toEqual({ unknown: 1, failed: 0 });
    await using _other = running({ ...ctx, config: { ...ctx.config, smtpUrl: mailbox.url } });
    const resend = (typed: string) =>
      resendDelivery(ctx, { id, slug, actor: hana, confirm: typed, place: 1 });
    expect(await resend('somebody')).toMatchObject({ reason: 'confirm-mismatch' });
    expect(await resend(addressee)).toEqual({ ok: true });
    const { raw } = await mailbox.waitFor(({ to }) => to === copy);
    const [first] = server.received.get(copy) ?? [];
    const idOf = async (bytes: Buffer | undefined) => (await simpleParser(bytes ?? '')).messageId;
    expect(await idOf(raw)).toBe(await idOf(first));
    expect(server.received.get('office@ministry.example')).toHaveLength(1);
    expect(await resend(addressee)).toMatchObject({ reason: 'not-resendable' });
    const place0 = { id, slug, actor: hana, confirm };
    expect(await resendDelivery(ctx, place0)).toMatchObject({ reason: 'not-resendable' });
    const told = [...server.received.keys(), ...mailbox.messages.map(({ to }) => to)];
    expect(told).toEqual(expect.arrayContaining(['hana@desk.example', 'oleh@desk.example']));
    await mailbox.close();
    await server.close();
  });

  test('is known within a minute of the start of DATA, whatever happens to the worker', async () => {
    const { ctx } = test$;
    const { id: deliveryId } = await viewDelivery(ctx, await prepared(ctx, hana));
    await sendDelivery(ctx, { id: deliveryId, actor: { kind: 'operator' }, confirm });
    const server = await startMoodySmtpServer();
    const silent = workerContext(ctx, { smtpUrl: server.url });
    let lease: Date | null = null;
    server.onMessage = async () => {
      const row = await ctx.db
        .selectFrom('messages')
        .select('lease_until')
        .where('delivery_id', '=', deliveryId)
        .executeTakeFirstOrThrow();
      lease = row.lease_until;
    };
    await using _worker = running(silent.ctx);
    await expect.poll(() => lease, waiting).not.toBeNull();
    const left = (lease as unknown as Date).getTime() - Date.now();
    expect(left).toBeLessThanOrEqual(55_000);
    expect(left).toBeGreaterThan(20_000);
    await server.close();
  });
});

describe('a trial', () => {
  test('is marked, is no delivery, and gives names only to whoever asked for it', async () => {
    const mailbox = await startMailbox();
    const { ctx } = workerContext(test$.ctx, { smtpUrl: mailbox.url });
    await sign({ name: 'Letter Person', email: 'b@people.example', visibility: 'letter' });
    const id = await prepared(ctx, hana);
    const bad = await testDelivery(ctx, { id, slug, to: ['nobody'], actor: hana });
    expect(bad).toMatchObject({ reason: 'not-a-mailbox' });
    const six = [1, 2, 3, 4, 5, 6].map((n) => `me${n}@elsewhere.example`);
    expect(await testDelivery(ctx, { id, slug, to: six, actor: hana })).toMatchObject({
      reason: 'too-many',
    });
    const to = ['me@elsewhere.example'];
    expect(await testDelivery(ctx, { id, slug, to, actor: hana })).toEqual({ ok: true, mails: 2 });
    await using _worker = running(ctx);
    for (const [who, named] of [
      ['hana@desk.example', true],
      ['me@elsewhere.example', false],
    ] as const) {
      const got = await mailbox.waitFor((message) => message.to === who);
      const mail = await simpleParser(got.raw);
      expect(mail.subject).toMatch(/^\[TEST\] /);
      expect(mail.text).toMatch(/^\[TEST\] /);
      expect(String(mail.html)).toContain('[TEST]');
      expect(mail.messageId).toMatch(/^<delivery-test\./);
      const pdf = mail.attachments[0]?.content;
      if (!pdf) throw new Error('no PDF');
      expect(textOf(pdf).includes('Letter Person')).toBe(named);
    }
    expect(await viewDelivery(ctx, id)).toMatchObject({ state: 'prepared', attempts: 0 });
    expect((await lettersByMailbox(mailbox)).size).toBe(0);
    await mailbox.close();
  });
});

describe('the checks', () => {
  test('pass for what is true, read the PDF back, and warn of an address nobody looked at', async () => {
    await sign({ email: 'a@people.example' });
    await sign({ name: 'Олена', email: 'b@people.example', visibility: 'counted' });
    const looked = await checkDossier(test$.ctx, await prepared(test$.ctx, hana));
    const states = Object.fromEntries(looked?.checks.map(({ name, state }) => [name, state]) ?? []);
    expect(states).toMatchObject({
      current: 'ok',
      languages: 'ok',
      addresses: 'ok',
      'address-age': 'warn',
      fonts: 'ok',
      names: 'ok',
      counts: 'ok',
      links: 'ok',
      size: 'ok',
    });
    expect(looked?.failing).toBe(false);
  });

  test('find a name that its owner does not give to the addressee, and nothing is sent', async () => {
    const { ctx } = test$;
    await sign({ email: 'a@people.example' });
    const id = await approved(ctx, hana, oleh);
    await ctx.db
      .updateTable('signatures')
      .set({
        visibility: 'counted',
        public_name: null,
        public_latin_name: null,
        public_title: null,
        public_affiliation: null,
      })
      .execute();
    const looked = await checkDossier(ctx, id);
    const names = looked?.checks.find(({ name }) => name === 'names');
    expect(names).toMatchObject({ state: 'fail', facts: { private: 1 } });
    expect(await send(id, hana)).toMatchObject({ ok: false });
  });
});
