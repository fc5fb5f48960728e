import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import type { Actor } from '~/domain/organisers/organiser';
import { updateSignatureSchema } from '~/domain/signatures/signature';
import { stopLetterMail } from '~/domain/signatures/stop-letter-mail.server';
import { updateSignature } from '~/domain/signatures/update-signature.server';
import { approveUpdate } from '~/domain/updates/approve-update.server';
import { runUpdateBatch } from '~/domain/updates/run-update-batch.server';
import { saveUpdateChoices } from '~/domain/updates/save-update-choices.server';
import { saveUpdateText } from '~/domain/updates/save-update-text.server';
import { stopUpdate } from '~/domain/updates/stop-update.server';
import { testUpdate } from '~/domain/updates/test-update.server';
import {
  promisedUpdates,
  type UpdateState,
  updateStates,
  updateTransitions,
} from '~/domain/updates/update';
import { locales } from '~/i18n/locale';
import { translator } from '~/i18n/translator';
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
  writeUpdate,
} from '../../support/updates';

type Organiser = Extract<Actor, { kind: 'organiser' }>;

let test$: TestContext;
let ctx: Context;
let letterId: string;
let hana: Organiser;
let oleh: Organiser;

beforeAll(async () => {
  test$ = await createTestContext({ UPDATES_PER_MINUTE: '60000' });
  ctx = test$.ctx;
  letterId = await createLetter(ctx);
});
beforeEach(async () => {
  for (const table of [
    'update_recipients',
    'updates',
    'messages',
    'signatures',
    'organisers',
    'suppressions',
  ] as const) {
    await ctx.db.deleteFrom(table).execute();
  }
  hana = await addMember(ctx, 'hana');
  oleh = await addMember(ctx, 'oleh');
});
afterAll(() => test$.drop());

async function stateOf(id: string): Promise<UpdateState> {
  return (await viewUpdate(ctx, id)).state;
}

describe('whoever writes an update', () => {
  test('sends a test to themselves and to the team, in each language, with nobody’s links', async () => {
    const id = await writeUpdate(ctx, hana);
    const to = [oleh.organiserId];
    expect(await testUpdate(ctx, { slug, id, actor: hana, to })).toEqual({ ok: true, mails: 6 });
    const mails = await waitingMails(ctx, 'update-test');
    const sent = mails.map(({ to: address, props }) => `${address} ${props.locale}`).sort();
    const both = ['hana', 'oleh'].flatMap((name) =>
      locales.map((locale) => `${name}@desk.example ${locale}`),
    );
    expect(sent).toEqual(both);
    expect(mails[0]?.props.paragraphs).toEqual(['The answer is **yes**.', 'Thank you.']);
    expect(await stateOf(id)).toBe('tested');
  });

  test('cannot test while a language is missing, nor mail half the team', async () => {
    const id = await writeUpdate(ctx, hana);
    const empty = { locale: 'ko', subject: '', body: '', revision: 1 } as const;
    await saveUpdateText(ctx, { slug, id, actor: hana, ...empty });
    expect((await viewUpdate(ctx, id)).missing).toEqual([
      { locale: 'ko', field: 'subject' },
      { locale: 'ko', field: 'body' },
    ]);
    const input = { slug, id, actor: hana };
    expect(await testUpdate(ctx, { ...input, to: [] })).toEqual({
      ok: false,
      reason: 'incomplete',
    });
    await saveUpdateText(ctx, { ...input, locale: 'ko', ...words.ko, revision: 2 });
    const six = Array.from({ length: 6 }, (_, place) => `0000000${place}`);
    expect(await testUpdate(ctx, { ...input, to: six })).toMatchObject({ reason: 'too-many' });
    expect(await waitingMails(ctx, 'update-test')).toEqual([]);
  });

  test('is told when somebody else saved the same language, and overwrites nothing', async () => {
    const id = await writeUpdate(ctx, hana);
    const mine = { locale: 'uk', subject: 'Моє', body: 'Моє', revision: 1 } as const;
    expect(await saveUpdateText(ctx, { slug, id, actor: oleh, ...mine })).toMatchObject({
      ok: true,
    });
    const late = await saveUpdateText(ctx, { slug, id, actor: hana, ...mine, subject: 'Пізно' });
    expect(late).toEqual({ ok: false, reason: 'changed-meanwhile' });
    expect((await viewUpdate(ctx, id)).texts.uk?.subject).toBe('Моє');
    const long = { ...mine, subject: 'x'.repeat(91), revision: 2 };
    expect(await saveUpdateText(ctx, { slug, id, actor: hana, ...long })).toMatchObject({
      reason: 'subject-too-long',
    });
  });

  test('sees that a translation was made from an older text', async () => {
    const id = await writeUpdate(ctx, hana);
    const text = { locale: 'en', subject: 'Anew', body: 'Anew', revision: 1 } as const;
    await saveUpdateText(ctx, { slug, id, actor: hana, ...text });
    const { revisions } = await viewUpdate(ctx, id);
    expect(revisions.ko?.masterRevision).not.toBe(revisions.en?.revision);
    const again = { locale: 'ko', ...words.ko, revision: 1 } as const;
    await saveUpdateText(ctx, { slug, id, actor: hana, ...again });
    const after = await viewUpdate(ctx, id);
    expect(after.revisions.ko?.masterRevision).toBe(after.revisions.en?.revision);
  });
});

describe('an approval', () => {
  test('holds for the very words that were tested: any change voids both', async () => {
    await subscribe(ctx, letterId, 'a@people.example');
    const id = await testedUpdate(ctx, hana);
    const text = { locale: 'ko', subject: '다른 제목', body: '다른', revision: 1 } as const;
    await saveUpdateText(ctx, { slug, id, actor: hana, ...text });
    expect(await stateOf(id)).toBe('draft');
    const shown = { asOf: new Date().toISOString(), shown: 1, confirm: '' };
    expect(await approveUpdate(ctx, { slug, id, actor: oleh, ...shown })).toMatchObject({
      reason: 'wrong-state',
    });
    await testUpdate(ctx, { slug, id, actor: hana, to: [] });
    expect(await approve(ctx, id, oleh)).toEqual({ ok: true, recipients: 1 });
    const choices = { kind: 'news', deliveryId: null, onTimeline: true } as const;
    await saveUpdateChoices(ctx, { slug, id, actor: hana, ...choices });
    expect(await stateOf(id)).toBe('draft');
    expect(await recipientsOf(ctx, id)).toEqual([]);
  });

  test('needs a second person where there is one, also when the first types the number', async () => {
    await subscribe(ctx, letterId, 'a@people.example');
    const id = await testedUpdate(ctx, hana);
    expect(await approve(ctx, id, hana, '1')).toEqual({ ok: false, reason: 'second-person' });
    expect(await approve(ctx, id, oleh)).toEqual({ ok: true, recipients: 1 });
  });

  test('is given alone only by whoever is alone, and only after typing the number', async () => {
    await ctx.db.deleteFrom('organisers').where('id', '=', oleh.organiserId).execute();
    await addMember(ctx, 'editor', 'editor');
    await subscribe(ctx, letterId, 'a@people.example');
    const id = await testedUpdate(ctx, hana);
    expect(await approve(ctx, id, hana)).toEqual({ ok: false, reason: 'count-mismatch' });
    expect(await approve(ctx, id, hana, '2')).toEqual({ ok: false, reason: 'count-mismatch' });
    expect(await approve(ctx, id, hana, '1')).toEqual({ ok: true, recipients: 1 });
  });

  test('freezes exactly the people who were counted: not who came later, and no fewer', async () => {
    const early = await subscribe(ctx, letterId, 'early@people.example');
    const leaver = await subscribe(ctx, letterId, 'leaver@people.example');
    const id = await testedUpdate(ctx, hana);
    const { approval } = await viewUpdate(ctx, id);
    expect(approval).toMatchObject({ people: 2, alone: false });
    const late = await subscribe(ctx, letterId, 'late@people.example');
    await ctx.db
      .updateTable('signatures')
      .set({ confirmed_at: sql`now()` })
      .where('id', '=', late.id)
      .execute();
    await stopLetterMail(ctx, { token: leaver.token });
    const shown = { asOf: approval?.asOf ?? '', shown: 2, confirm: '' };
    const input = { slug, id, actor: oleh };
    expect(await approveUpdate(ctx, { ...input, ...shown })).toMatchObject({
      reason: 'count-changed',
    });
    expect(await recipientsOf(ctx, id)).toEqual([]);
    expect(await approveUpdate(ctx, { ...input, ...shown, shown: 1 })).toMatchObject({ ok: true });
    const frozen = await recipientsOf(ctx, id);
    expect(frozen.map((one) => one.signature_id)).toEqual([early.id]);
    const future = { ...shown, asOf: new Date(Date.now() + 3_600_000).toISOString() };
    expect(await approveUpdate(ctx, { ...input, ...future })).toMatchObject({ ok: false });
  });

  test('counts nobody who did not ask, does not count, is gone, or whose mailbox takes none', async () => {
    const wanted = await subscribe(ctx, letterId, 'wanted@people.example');
    for (const state of ['pending', 'held', 'withdrawn', 'invalidated'] as const) {
      const { id } = await subscribe(ctx, letterId, `${state}@people.example`);
      const nobody = { public_name: null, public_title: null, public_affiliation: null };
      await ctx.db
        .updateTable('signatures')
        .set({ state, ...nobody })
        .where('id', '=', id)
        .execute();
    }
    const quiet = await subscribe(ctx, letterId, 'quiet@people.example');
    await stopLetterMail(ctx, { token: quiet.token });
    const erased = await subscribe(ctx, letterId, 'erased@people.example');
    await ctx.db
      .updateTable('signatures')
      .set({ contact_erased_at: sql`now()` })
      .where('id', '=', erased.id)
      .execute();
    await subscribe(ctx, letterId, 'dead@people.example');
    const { recipientIndexOf } = await import('~/domain/messages/recipient-index.server');
    await ctx.db
      .insertInto('suppressions')
      .values({
        recipient_index: recipientIndexOf(ctx, 'dead@people.example'),
        letter_id: null,
        reason: 'bounced',
      })
      .execute();
    const other = await createLetter(ctx, `other-${Date.now()}`);
    await subscribe(ctx, other, 'elsewhere@people.example');
    const id = await testedUpdate(ctx, hana);
    expect((await viewUpdate(ctx, id)).approval?.people).toBe(1);
    await approve(ctx, id, oleh);
    expect((await recipientsOf(ctx, id)).map((one) => one.signature_id)).toEqual([wanted.id]);
  });

  test('for nobody is refused, unless the public shall read it', async () => {
    const id = await testedUpdate(ctx, hana);
    expect(await approve(ctx, id, oleh)).toEqual({ ok: false, reason: 'nobody' });
    const shown = await testedUpdate(ctx, hana, { onTimeline: true });
    expect(await approve(ctx, shown, oleh)).toEqual({ ok: true, recipients: 0 });
  });
});

describe('what the box in the form promises', () => {
  test.each(locales)('is the number that is kept, in %s', (locale) => {
    const sentence = translator(locale)('field.updates', { n: promisedUpdates });
    expect(sentence).toContain(String(promisedUpdates));
  });

  test('nobody gets a fourth update, answers too; who came later is counted alone', async () => {
    const old = await subscribe(ctx, letterId, 'old@people.example');
    for (const kind of ['news', 'answer', 'news'] as const) {
      const id = await testedUpdate(ctx, hana, { kind });
      expect(await approve(ctx, id, oleh)).toEqual({ ok: true, recipients: 1 });
      while (await runUpdateBatch(ctx));
    }
    const young = await subscribe(ctx, letterId, 'young@people.example');
    const id = await testedUpdate(ctx, hana, { kind: 'answer' });
    expect(await approve(ctx, id, oleh)).toEqual({ ok: true, recipients: 1 });
    expect((await recipientsOf(ctx, id)).map((one) => one.signature_id)).toEqual([young.id]);
    const places = await ctx.db
      .selectFrom('update_recipients')
      .select('slot')
      .where('signature_id', '=', old.id)
      .orderBy('id')
      .execute();
    expect(places.map(({ slot }) => slot)).toEqual([1, 2, 3]);
  });

  test('the database itself takes no fourth, and no place twice', async () => {
    const { id: signatureId } = await subscribe(ctx, letterId, 'old@people.example');
    const id = await writeUpdate(ctx, hana);
    const add = (slot: number | null, update = id) =>
      ctx.db
        .insertInto('update_recipients')
        .values({ update_id: update, signature_id: signatureId, locale: 'en', slot })
        .execute();
    await expect(add(promisedUpdates + 1)).rejects.toThrow('no_more_than_was_promised');
    await expect(add(null)).rejects.toThrow('a_person_has_a_slot');
    await add(promisedUpdates);
    await expect(add(promisedUpdates, await writeUpdate(ctx, hana))).rejects.toThrow(
      'update_recipients_once_a_slot',
    );
  });

  test('two approvals at the same moment give nobody a place twice', async () => {
    await subscribe(ctx, letterId, 'a@people.example');
    const ids = [await testedUpdate(ctx, hana), await testedUpdate(ctx, hana)];
    const approved = await Promise.all(ids.map((id) => approve(ctx, id, oleh)));
    expect(approved).toEqual([
      { ok: true, recipients: 1 },
      { ok: true, recipients: 1 },
    ]);
  });

  test('who was promised mail about replies only gets answers, until they tick the box anew', async () => {
    const { id: signatureId, token } = await subscribe(ctx, letterId, 'replies@people.example');
    await ctx.db
      .updateTable('signatures')
      .set({ updates_about: 'replies' })
      .where('id', '=', signatureId)
      .execute();
    const people = async (kind: 'news' | 'answer') =>
      (await viewUpdate(ctx, await testedUpdate(ctx, hana, { kind }))).approval?.people;
    expect([await people('news'), await people('answer')]).toEqual([0, 1]);
    const form = (updates: string) =>
      updateSignatureSchema.parse({ name: 'Kim', visibility: 'public', updates });
    await updateSignature(ctx, { token, form: form('on') });
    expect(await people('news')).toBe(0);
    await updateSignature(ctx, { token, form: form('') });
    await updateSignature(ctx, { token, form: form('on') });
    expect(await people('news')).toBe(1);
  });
});

test('no button does what the table of states does not allow', async () => {
  await subscribe(ctx, letterId, 'a@people.example');
  const acts: Record<string, (id: string) => Promise<{ ok: boolean }>> = {
    draft: async (id) => {
      const { revisions } = await viewUpdate(ctx, id);
      const revision = revisions.en?.revision ?? 0;
      const text = { locale: 'en', subject: `at ${Math.random()}`, body: 'x', revision } as const;
      return saveUpdateText(ctx, { slug, id, actor: hana, ...text });
    },
    tested: (id) => testUpdate(ctx, { slug, id, actor: hana, to: [] }),
    approved: (id) => approve(ctx, id, oleh),
    cancelled: (id) => stopUpdate(ctx, { slug, id, actor: hana }),
  };
  const enter: Record<UpdateState, (id: string) => Promise<unknown>> = {
    draft: async () => {},
    tested: async () => {},
    approved: async (id) => approve(ctx, id, oleh),
    sending: async (id) => {
      await approve(ctx, id, oleh);
      await runUpdateBatch(ctx);
    },
    sent: async (id) => {
      await approve(ctx, id, oleh);
      await ctx.db.updateTable('updates').set({ state: 'sent' }).where('id', '=', id).execute();
    },
    cancelled: async (id) => stopUpdate(ctx, { slug, id, actor: hana }),
  };
  for (const state of updateStates) {
    for (const [target, act] of Object.entries(acts)) {
      const id = await (state === 'draft' ? writeUpdate(ctx, hana) : testedUpdate(ctx, hana));
      await enter[state](id);
      expect(await stateOf(id)).toBe(state);
      const may = updateTransitions[state].includes(target as UpdateState);
      const self = state === 'draft' && target === 'draft';
      expect([state, target, (await act(id)).ok]).toEqual([state, target, may || self]);
      await ctx.db.deleteFrom('update_recipients').execute();
      await ctx.db.deleteFrom('updates').execute();
    }
  }
});
