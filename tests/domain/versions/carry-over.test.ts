import { afterEach, beforeEach, expect, test } from 'vitest';
import { findLetter } from '~/domain/letters/find-letter.server';
import { takeSnapshot } from '~/domain/letters/take-snapshot.server';
import { eraseSignature } from '~/domain/signatures/erase-signature.server';
import { readMySignature } from '~/domain/signatures/read-my-signature.server';
import { stopLetterMail } from '~/domain/signatures/stop-letter-mail.server';
import { withdrawSignature } from '~/domain/signatures/withdraw-signature.server';
import { askToCarryOver } from '~/domain/versions/ask-to-carry-over.server';
import { carryOver } from '~/domain/versions/carry-over.server';
import { readCarryOver } from '~/domain/versions/read-carry-over.server';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, slug, waitingMails } from '../../support/letter';
import { presentHash, publish, signAndConfirm } from '../../support/versions';

let test$: TestContext;
beforeEach(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
});
afterEach(() => test$.drop());

async function askAll(): Promise<void> {
  while (await askToCarryOver(test$.ctx));
}

async function asked() {
  const mails = await waitingMails(test$.ctx, 'carry-over');
  return mails.map(({ to }) => to).sort();
}

async function letterNow() {
  const found = await findLetter(test$.ctx, { slug });
  if (!found.ok) throw new Error(found.reason);
  return found.letter;
}

const english = { localeOf: () => 'en' as const };

test('everybody who signed is asked once a change, in the language in which they signed', async () => {
  await signAndConfirm(test$.ctx, { email: 'minseo@people.example', locale: 'ko' });
  await signAndConfirm(test$.ctx, { email: 'olena@people.example', locale: 'uk' });
  await publish(test$.ctx, 'correction', '(2)');
  await askAll();
  expect(await asked()).toEqual([]);
  await publish(test$.ctx, 'change', '(3)');
  await askAll();
  await askAll();
  const mails = await waitingMails(test$.ctx, 'carry-over');
  expect(mails.map(({ to, props }) => [to, props.locale, props.signed, props.present])).toEqual([
    ['minseo@people.example', 'ko', 1, 3],
    ['olena@people.example', 'uk', 1, 3],
  ]);
  expect(mails[0]?.props.summaries).toHaveLength(2);
  const row = await test$.ctx.db
    .selectFrom('carry_overs')
    .select(['state', 'expected', 'asked', 'left_out'])
    .executeTakeFirstOrThrow();
  expect(row).toEqual({ state: 'done', expected: 2, asked: 2, left_out: 0 });
});

test('who has withdrawn, erased, or wants no mail about the letter is not asked', async () => {
  const tokens = [];
  for (const name of ['stays', 'withdraws', 'erases', 'unsubscribes']) {
    tokens.push(await signAndConfirm(test$.ctx, { email: `${name}@people.example` }));
  }
  await publish(test$.ctx, 'change', '(2)');
  const [, withdraws = '', erases = '', unsubscribes = ''] = tokens;
  await withdrawSignature(test$.ctx, { token: withdraws });
  await eraseSignature(test$.ctx, { token: erases });
  await stopLetterMail(test$.ctx, { token: unsubscribes });
  await askAll();
  expect(await asked()).toEqual(['stays@people.example']);
});

test('two workers, and one that is killed between two people, ask nobody twice and forget nobody', async () => {
  const emails = Array.from(
    { length: 12 },
    (_, n) => `p${String(n).padStart(2, '0')}@people.example`,
  );
  for (const email of emails) await signAndConfirm(test$.ctx, { email });
  await publish(test$.ctx, 'change', '(2)');
  const broken = Object.assign(Object.create(test$.ctx.keyring), {
    seal: (content: { to?: string }, context: string) => {
      if (content.to === emails[5]) throw new Error('killed');
      return test$.ctx.keyring.seal(content, context);
    },
  });
  await expect(askToCarryOver({ ...test$.ctx, keyring: broken })).rejects.toThrow('killed');
  expect(await asked()).toEqual(emails.slice(0, 5));
  await Promise.all([askAll(), askAll()]);
  await askAll();
  expect(await asked()).toEqual(emails);
});

test('a newer change ends the asking about the older one; nobody is asked about both', async () => {
  await signAndConfirm(test$.ctx, { email: 'minseo@people.example' });
  await publish(test$.ctx, 'change', '(2)');
  await publish(test$.ctx, 'change', '(3)');
  await askAll();
  const mails = await waitingMails(test$.ctx, 'carry-over');
  expect(mails.map(({ props }) => [props.signed, props.present])).toEqual([[1, 3]]);
  const rows = await test$.ctx.db.selectFrom('carry_overs').select('state').execute();
  expect(rows.map(({ state }) => state).sort()).toEqual(['done', 'superseded']);
});

test('whoever carries over stands under the new text, with a record of both; the rest stay behind', async () => {
  const minseo = await signAndConfirm(test$.ctx, {
    email: 'minseo@people.example',
    name: '김민서',
  });
  await signAndConfirm(test$.ctx, { email: 'olena@people.example', name: 'Олена Ґудзь' });
  const first = await presentHash(test$.ctx);
  await publish(test$.ctx, 'change', '(2)');
  const nobody = await takeSnapshot(test$.ctx, await letterNow(), 'addressee', 'en');
  expect(nobody.snapshot).toMatchObject({ signatories: [], signatureCount: 0, earlierPeople: 2 });
  expect(nobody.countedIds).toEqual([]);

  const shown = await readCarryOver(test$.ctx, { token: minseo, ...english });
  expect(shown).toMatchObject({ ok: true, state: 'asked', signed: 1 });
  expect(shown.ok && shown.change?.fields.map(({ field }) => field)).toEqual(['salutation']);

  const seen = await presentHash(test$.ctx);
  const carry = { token: minseo, locale: 'ko' } as const;
  expect(await carryOver(test$.ctx, { ...carry, seen: first })).toEqual({
    ok: false,
    reason: 'text-changed',
  });
  expect(await carryOver(test$.ctx, { ...carry, seen })).toEqual({ ok: true });
  expect(await carryOver(test$.ctx, { ...carry, seen })).toEqual({ ok: true });

  const { counts } = await letterNow();
  expect(counts).toMatchObject({ signatures: 1, carriedOver: 1, earlier: 1 });
  for (const audience of ['public', 'addressee'] as const) {
    const { snapshot } = await takeSnapshot(test$.ctx, await letterNow(), audience, 'en');
    expect(snapshot.signatories.map(({ name }) => name)).toEqual(['김민서']);
    expect(snapshot.earlierPeople).toBe(1);
  }
  const mine = await readMySignature(test$.ctx, { token: minseo });
  expect(
    mine.ok && mine.signature.agreements.map(({ version, locale }) => [version, locale]),
  ).toEqual([
    [1, 'en'],
    [2, 'ko'],
  ]);
});

test('a withdrawn signature, a closed letter and an unknown link carry nothing over', async () => {
  const token = await signAndConfirm(test$.ctx, { email: 'minseo@people.example' });
  await publish(test$.ctx, 'change', '(2)');
  const seen = await presentHash(test$.ctx);
  await withdrawSignature(test$.ctx, { token });
  const carry = { seen, locale: 'en' } as const;
  expect(await carryOver(test$.ctx, { token, ...carry })).toEqual({
    ok: false,
    reason: 'not-signed',
  });
  expect(await carryOver(test$.ctx, { token: 'unknown', ...carry })).toEqual({
    ok: false,
    reason: 'unknown',
  });
});
