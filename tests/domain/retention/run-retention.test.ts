import { type RawBuilder, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { listEndorsements } from '~/domain/endorsements/list-endorsements.server';
import { listInvitations } from '~/domain/endorsements/list-invitations.server';
import { sendNewsList } from '~/domain/endorsements/send-news-list.server';
import { switchNews } from '~/domain/endorsements/switch-news.server';
import { withdrawEndorsement } from '~/domain/endorsements/withdraw-endorsement.server';
import { streamExport } from '~/domain/exports/start-export.server';
import { readLetterPage } from '~/domain/letters/read-letter-page.server';
import { listRetentionRuns } from '~/domain/retention/list-retention-runs.server';
import { previewRetention } from '~/domain/retention/preview-retention.server';
import { runRetention } from '~/domain/retention/run-retention.server';
import { listSignatures } from '~/domain/signatures/list-signatures.server';
import { readMySignature } from '~/domain/signatures/read-my-signature.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { updateSignature } from '~/domain/signatures/update-signature.server';
import { createTestContext, type TestContext } from '../../support/database';
import { accept, confirm, invite } from '../../support/invitation';
import { createLetter, signForm, slug, waitingMails } from '../../support/letter';
import { plantSharing } from '../../support/sharing';
import {
  addAcknowledgedDelivery,
  addOrganisation,
  addPerson,
  daysAgo,
  digestDatabase,
} from './retention-fixture';

let test$: TestContext;
let ctx: Context;
let letterId: string;
const actor = { kind: 'system' } as const;

// A database for each test, because ledgers cannot be emptied.
beforeEach(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  letterId = await createLetter(ctx);
});
afterEach(() => test$.drop());

async function erased(batch?: number) {
  const run = await runRetention(ctx, { actor, batch });
  return Object.fromEntries(Object.entries(run.erased).filter(([, count]) => count > 0));
}

async function mine(token: string) {
  const found = await readMySignature(ctx, { token });
  return found.ok ? found.signature : null;
}

describe('a signatory', () => {
  test('who never confirmed is forgotten after seven days', async () => {
    const old = await addPerson(ctx, letterId, {
      email: 'a@x.example',
      state: 'pending',
      signed: 8,
    });
    const new$ = await addPerson(ctx, letterId, {
      email: 'b@x.example',
      state: 'pending',
      signed: 6,
    });
    expect(await erased()).toEqual({ 'unconfirmed-signatures': 1 });
    expect(await mine(old.token)).toBeNull();
    expect(await mine(new$.token)).not.toBeNull();
  });

  test('is no longer known by mailbox 30 days after the letter was acknowledged, and keeps name and link', async () => {
    const { token } = await addPerson(ctx, letterId, { email: 'a@x.example', confirmed: 50 });
    await addAcknowledgedDelivery(ctx, letterId, { frozen: 40, acknowledged: 31 });
    expect(await erased()).toEqual({ 'signature-contacts': 1 });
    expect(await mine(token)).toMatchObject({ email: '', comment: null, name: 'Kim', title: 'Dr' });
    expect((await mine(token))?.contactErasedAt).toBeTruthy();
    const page = await readLetterPage(ctx, { slug, locale: 'en' });
    expect(page.ok && page.page.newestSignatories.map(({ name }) => name)).toEqual(['Kim']);
    const desk = await listSignatures(ctx, { slug });
    expect(desk.ok && desk.rows[0]).toMatchObject({ emailMasked: 'erased', name: 'Kim' });
    expect(await erased()).toEqual({});
  });

  test('is kept while the acknowledgement is younger, or when they signed after that copy', async () => {
    const early = await addPerson(ctx, letterId, { email: 'a@x.example', confirmed: 50 });
    await addAcknowledgedDelivery(ctx, letterId, { frozen: 40, acknowledged: 29 });
    expect(await erased()).toEqual({});
    expect(await mine(early.token)).toMatchObject({ email: 'a@x.example' });
    const late = await addPerson(ctx, letterId, { email: 'b@x.example', confirmed: 35 });
    await ctx.db.updateTable('deliveries').set({ state: 'failed' }).execute();
    await addAcknowledgedDelivery(ctx, letterId, { frozen: 40, acknowledged: 31 });
    expect(await erased()).toEqual({ 'signature-contacts': 1 });
    expect(await mine(late.token)).toMatchObject({ email: 'b@x.example' });
  });

  test('who asked for news is kept until they no longer do, or a year after the end', async () => {
    const person = { email: 'a@x.example', confirmed: 50, updates: true };
    const { id, token } = await addPerson(ctx, letterId, person);
    await addAcknowledgedDelivery(ctx, letterId, { frozen: 40, acknowledged: 31 });
    expect(await erased()).toEqual({});
    await ctx.db.updateTable('signatures').set({ updates: false }).where('id', '=', id).execute();
    expect(await erased()).toEqual({ 'signature-contacts': 1 });
    expect(await mine(token)).toMatchObject({ email: '' });
  });

  test('who wants the news of an organisation stays reachable for it while it stands there', async () => {
    const { id, manageToken } = await plantSharing(ctx, letterId, { code: 'open-door' });
    await ctx.db
      .updateTable('endorsements')
      .set({ decided_at: daysAgo(60) })
      .execute();
    const { id: person, token } = await addPerson(ctx, letterId, {
      email: 'a@x.example',
      confirmed: 50,
    });
    await ctx.db
      .updateTable('signatures')
      .set({ news_from: id })
      .where('id', '=', person)
      .execute();
    await addAcknowledgedDelivery(ctx, letterId, { frozen: 40, acknowledged: 31 });
    expect(await erased()).toEqual({});
    // Nobody new is asked; the list is still the organisation's to fetch, at its mailbox.
    await switchNews(ctx, { token: manageToken, newsPrivacyUrl: null });
    expect(await erased()).toEqual({});
    expect(await sendNewsList(ctx, { token: manageToken, network: null })).toEqual({ ok: true });
    await withdrawEndorsement(ctx, { token: manageToken });
    expect(await erased()).toEqual({ 'signature-contacts': 1 });
    expect(await mine(token)).toMatchObject({ email: '', newsFrom: null });
  });

  test('loses the wish for the news of an organisation with the address', async () => {
    const { id } = await plantSharing(ctx, letterId, { code: 'open-door' });
    const person = { email: 'a@x.example', confirmed: 500 };
    await addPerson(ctx, letterId, person);
    await ctx.db.updateTable('signatures').set({ news_from: id }).execute();
    await ctx.db
      .updateTable('letters')
      .set({ closes_at: sql`now() - interval '366 days'` })
      .execute();
    expect(await erased()).toEqual({ 'signature-contacts': 1, 'endorsement-contacts': 1 });
    const rows = await ctx.db.selectFrom('signatures').select('news_from').execute();
    expect(rows).toEqual([{ news_from: null }]);
  });

  test('is forgotten a year after the letter closed even if it was never acknowledged', async () => {
    await addPerson(ctx, letterId, { email: 'a@x.example', confirmed: 500, updates: true });
    await addPerson(ctx, letterId, { email: 'b@x.example', confirmed: 500, state: 'held' });
    const close = (ago: number) =>
      ctx.db
        .updateTable('letters')
        .set({ closes_at: sql`now() - ${ago} * interval '1 day'` })
        .execute();
    await close(364);
    expect(await erased()).toEqual({});
    await close(366);
    expect(await erased()).toEqual({ 'signature-contacts': 2 });
  });

  test('cannot count twice while the letter is open, and is unknown once it is closed', async () => {
    await addPerson(ctx, letterId, { email: 'a@x.example', confirmed: 50 });
    await addAcknowledgedDelivery(ctx, letterId, { frozen: 40, acknowledged: 31 });
    await erased();
    const form = signForm({ email: 'a@x.example' });
    expect(await signLetter(ctx, { slug, locale: 'en', form })).toMatchObject({ ok: true });
    expect(await waitingMails(ctx, 'confirm-signature')).toEqual([]);
    expect(await waitingMails(ctx, 'already-signed')).toEqual([]);
    const index = async () =>
      (await ctx.db.selectFrom('signatures').select('email_index').execute()).map((row) =>
        row.email_index.toString('hex'),
      );
    const before = await index();
    expect(before).toHaveLength(1);
    await ctx.db
      .updateTable('letters')
      .set({ state: 'closed' })
      .where('id', '=', letterId)
      .execute();
    expect(await erased()).toEqual({ 'closed-mailboxes': 1 });
    expect(await index()).not.toEqual(before);
    expect(await erased()).toEqual({});
  });

  test('who withdrew is a number after 30 days', async () => {
    const person = { email: 'a@x.example', state: 'withdrawn', confirmed: 60 } as const;
    const { token } = await addPerson(ctx, letterId, { ...person, withdrawn: 31 });
    const young = await addPerson(ctx, letterId, {
      ...person,
      email: 'b@x.example',
      withdrawn: 29,
    });
    expect(await erased()).toEqual({ 'withdrawn-signatures': 1 });
    const empty = { name: '', email: '', title: null, affiliation: null, comment: null };
    expect(await mine(token)).toMatchObject({ ...empty, country: null, state: 'withdrawn' });
    expect(await mine(young.token)).toMatchObject({ email: 'b@x.example', name: 'Kim' });
    expect(await erased()).toEqual({});
  });

  test('whose address is erased gets no mail and starts no new term by a correction', async () => {
    const { token } = await addPerson(ctx, letterId, { email: 'a@x.example', confirmed: 50 });
    await addAcknowledgedDelivery(ctx, letterId, { frozen: 40, acknowledged: 31 });
    await erased();
    const { email: _email, ...form } = signForm({ updates: 'yes', comment: 'Again' });
    expect(await updateSignature(ctx, { token, form })).toEqual({ ok: true });
    expect(await mine(token)).toMatchObject({ updates: false, comment: null, name: '김민서' });
  });

  test('is exported without what was erased', async () => {
    await addPerson(ctx, letterId, { email: 'a@x.example', confirmed: 50 });
    await addAcknowledgedDelivery(ctx, letterId, { frozen: 40, acknowledged: 31 });
    await erased();
    const made = await streamExport(ctx, {
      what: 'signatures',
      slug,
      preset: 'full',
      format: 'csv',
      actor: { kind: 'operator' },
    });
    if (!made.ok) throw new Error(made.reason);
    let text = '';
    for await (const part of made.rows) text += part;
    expect(text).toContain('Kim');
    expect(text).not.toContain('a@x.example');
    expect(text).not.toContain('Please');
  });
});

test("a representative's address goes after delivery, refusal or withdrawal; a shown name stays", async () => {
  await addOrganisation(ctx, letterId, { state: 'unconfirmed', created: 31 });
  await addOrganisation(ctx, letterId, { state: 'unconfirmed', created: 29 });
  await addOrganisation(ctx, letterId, { state: 'declined', decided: 91 });
  await addOrganisation(ctx, letterId, { state: 'declined', decided: 89 });
  await addOrganisation(ctx, letterId, { state: 'approved', shown: true, decided: 50 });
  await addOrganisation(ctx, letterId, { state: 'approved', decided: 50 });
  await addOrganisation(ctx, letterId, { state: 'approved', decided: 35 });
  await addOrganisation(ctx, letterId, { state: 'waiting' });
  await addAcknowledgedDelivery(ctx, letterId, { frozen: 40, acknowledged: 31 });
  expect(await erased()).toEqual({ 'unconfirmed-endorsements': 1, 'endorsement-contacts': 3 });
  const listed = await listEndorsements(ctx, { slug });
  if (!listed.ok) throw new Error(listed.reason);
  const left = (state: string) =>
    listed.endorsements
      .filter((endorsement) => endorsement.state === state)
      .map(({ email, representative }) => `${representative}:${email ? 'mail' : ''}`)
      .sort();
  expect(left('approved')).toEqual([':', 'Park:', 'Park:mail']);
  expect(left('declined')).toEqual([':', 'Park:mail']);
  expect(left('waiting')).toEqual(['Park:mail']);
  expect(left('unconfirmed')).toEqual(['Park:mail']);
  expect(await erased()).toEqual({});
});

describe('an invited mailbox', () => {
  const operator = { kind: 'operator' } as const;
  const daysAgo = (count: number) => sql<Date>`now() - ${count} * interval '1 day'`;

  async function mailboxes(): Promise<string[]> {
    const listed = await listInvitations(ctx, { slug });
    if (!listed.ok) throw new Error(listed.reason);
    return listed.invitations
      .map(({ emailMasked, note }) => `${emailMasked} ${note}`.trim())
      .sort();
  }

  async function change(
    id: string,
    to: { expires_at?: RawBuilder<Date>; withdrawn_at?: RawBuilder<Date> },
  ) {
    await ctx.db.updateTable('endorsement_invitations').set(to).where('id', '=', id).execute();
  }

  test('that did not answer is forgotten 30 days after its invitation ran out or was withdrawn', async () => {
    const ended: [string, Parameters<typeof change>[1]][] = [
      ['a@gone.example', { expires_at: daysAgo(31) }],
      ['b@kept.example', { expires_at: daysAgo(29) }],
      ['c@gone.example', { withdrawn_at: daysAgo(31) }],
      ['d@kept.example', { withdrawn_at: daysAgo(29) }],
      ['e@kept.example', {}],
    ];
    for (const [email, to] of ended) {
      const { id } = await invite(ctx, operator, { email, note: 'n' });
      await change(id, { withdrawn_at: undefined, expires_at: daysAgo(-1), ...to });
    }
    expect(await previewRetention(ctx)).toMatchObject({ 'ended-invitations': 2 });
    expect(await erased()).toEqual({ 'ended-invitations': 2 });
    expect(await mailboxes()).toEqual([
      'b•••@kept.example n',
      'd•••@kept.example n',
      'e•••@kept.example n',
    ]);
    expect(await erased()).toEqual({});
  });

  test('that sent the form and never confirmed is forgotten together with what it sent', async () => {
    const { id, token } = await invite(ctx, operator);
    await accept(ctx, token);
    await change(id, { expires_at: daysAgo(40) });
    expect(await erased()).toEqual({});
    const old = { created_at: daysAgo(31) };
    await ctx.db.updateTable('endorsements').set(old).execute();
    await ctx.db
      .updateTable('endorsement_invitations')
      .set({ accepted_at: daysAgo(31) })
      .execute();
    expect(await erased()).toEqual({ 'unconfirmed-endorsements': 1, 'ended-invitations': 1 });
    expect(await mailboxes()).toEqual([]);
  });

  test('that accepted is forgotten with the address of the representative, and the invitation stays', async () => {
    const { token } = await invite(ctx, operator, { representative: 'Han' });
    await accept(ctx, token);
    await confirm(ctx);
    await ctx.db
      .updateTable('endorsements')
      .set({ decided_at: daysAgo(50) })
      .execute();
    expect(await erased()).toEqual({});
    await addAcknowledgedDelivery(ctx, letterId, { frozen: 40, acknowledged: 31 });
    expect(await erased()).toEqual({ 'endorsement-contacts': 1 });
    const listed = await listInvitations(ctx, { slug });
    expect(listed.ok && listed.invitations).toMatchObject([
      { emailMasked: 'erased', representative: null, note: '', endorsementState: 'approved' },
    ]);
    const { email_index: index } = await ctx.db
      .selectFrom('endorsement_invitations')
      .select('email_index')
      .executeTakeFirstOrThrow();
    expect(index).toHaveLength(33);
    expect(await erased()).toEqual({});
  });
});

test('mail that has ended is forgotten after 30 days, that of a delivery stays', async () => {
  const message = (key: string, ended: number) => ({
    kind: 'confirm-signature',
    state: 'sent',
    dedupe_key: key,
    message_id: `<${key}@letters.example>`,
    recipient_index: Buffer.from(key),
    recipient_domain_index: Buffer.from(key),
    finished_at: sql<Date>`now() - ${ended} * interval '1 day'`,
  });
  await addAcknowledgedDelivery(ctx, letterId, { frozen: 40, acknowledged: 1 });
  const { id } = await ctx.db.selectFrom('deliveries').select('id').executeTakeFirstOrThrow();
  await ctx.db
    .insertInto('messages')
    .values([
      message('old', 31),
      message('young', 29),
      { ...message('delivery', 31), kind: 'delivery', delivery_id: id },
      { ...message('waits', 31), state: 'queued', finished_at: null },
    ])
    .execute();
  expect(await erased()).toEqual({ 'ended-messages': 1 });
});

describe('a run', () => {
  beforeEach(async () => {
    for (let number = 0; number < 7; number += 1) {
      await addPerson(ctx, letterId, { email: `${number}@x.example`, confirmed: 50 });
    }
    await addPerson(ctx, letterId, { email: 'p@x.example', state: 'pending', signed: 9 });
    await addOrganisation(ctx, letterId, { state: 'declined', decided: 91 });
    await addAcknowledgedDelivery(ctx, letterId, { frozen: 40, acknowledged: 31 });
  });

  test('that is dry counts what the real one does and changes no row', async () => {
    const before = await digestDatabase(test$.connectionString);
    const due = await previewRetention(ctx);
    expect(await digestDatabase(test$.connectionString)).toBe(before);
    expect(due).toMatchObject({ 'signature-contacts': 7, 'unconfirmed-signatures': 1 });
    expect((await runRetention(ctx, { actor })).erased).toEqual(due);
    expect(await digestDatabase(test$.connectionString)).not.toBe(before);
  });

  test('that dies in a batch has certified exactly what it did, and the next one does the rest', async () => {
    let seals = 0;
    const seal: Context['keyring']['seal'] = (value, context) => {
      seals += 1;
      if (seals === 6) throw new Error('the power is gone');
      return ctx.keyring.seal(value, context);
    };
    const dying = { ...ctx, keyring: { ...ctx.keyring, seal } };
    await expect(runRetention(dying, { actor, batch: 2 })).rejects.toThrow('the power is gone');
    const count = async () =>
      (
        await ctx.db
          .selectFrom('signatures')
          .select('id')
          .where('contact_erased_at', 'is not', null)
          .execute()
      ).length;
    const ledger = async () => (await ctx.db.selectFrom('erasures').select('id').execute()).length;
    expect(await count()).toBe(4);
    expect(await ledger()).toBe(4);
    const [interrupted] = await listRetentionRuns(ctx);
    expect(interrupted).toMatchObject({ complete: false, valid: true });
    expect(interrupted?.erased).toMatchObject({ 'signature-contacts': 4 });
    expect(await erased(2)).toEqual({ 'signature-contacts': 3, 'endorsement-contacts': 1 });
    expect(await count()).toBe(7);
    expect(await ledger()).toBe(8);
    const [complete] = await listRetentionRuns(ctx);
    expect(complete).toMatchObject({ complete: true, valid: true });
  });

  test('has a certificate that shows any later change', async () => {
    const { id, certificateHash } = await runRetention(ctx, { actor });
    const [run] = await listRetentionRuns(ctx);
    expect(run).toMatchObject({ id, certificateHash, valid: true, complete: true });
    const changes = [
      { counts: JSON.stringify({ complete: true, erased: { 'signature-contacts': 6 } }) },
      { finished_at: sql<Date>`finished_at + interval '1 second'` },
      { started_at: sql<Date>`started_at - interval '1 second'` },
      { task: 'another' },
    ];
    for (const change of changes) {
      const kept = await ctx.db
        .selectFrom('retention_runs')
        .select(['counts', 'finished_at', 'started_at', 'task'])
        .executeTakeFirstOrThrow();
      await ctx.db.updateTable('retention_runs').set(change).execute();
      expect((await listRetentionRuns(ctx))[0]?.valid).toBe(false);
      const back = { ...kept, counts: JSON.stringify(kept.counts) };
      await ctx.db.updateTable('retention_runs').set(back).execute();
      expect((await listRetentionRuns(ctx))[0]?.valid).toBe(true);
    }
  });
});
