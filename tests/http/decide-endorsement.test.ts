import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { endorseLetter } from '~/domain/endorsements/endorse-letter.server';
import type { EndorsementState } from '~/domain/endorsements/endorsement';
import { endorseFormSchema } from '~/domain/endorsements/endorsement';
import { listEndorsements } from '~/domain/endorsements/list-endorsements.server';
import { decideEndorsement } from '~/http/decide-endorsement.server';
import { createTestContext, type TestContext } from '../support/database';
import { answerOf } from '../support/desk';
import { createLetter, slug, waitingMails } from '../support/letter';

let test$: TestContext;
let id: string;
let number = 0;
const actor = { kind: 'operator' } as const;

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  await createLetter(test$.ctx, 'another-letter');
});
afterAll(() => test$.drop());

beforeEach(async () => {
  number += 1;
  const form = endorseFormSchema.parse({
    organisation: `Organisation ${number}`,
    organisationEn: `Organisation ${number}`,
    country: 'KR',
    website: `organisation-${number}.example`,
    representative: 'Han Ji-woo',
    role: 'Director',
    email: `han@organisation-${number}.example`,
    showRepresentative: 'no',
    authorised: 'on',
  });
  await endorseLetter(test$.ctx, { slug, locale: 'en', form, logo: null });
  const mails = await waitingMails(test$.ctx, 'confirm-endorsement');
  const mail = mails.find(({ to }) => to === form.email);
  await confirmToken(test$.ctx, { token: mail?.props.confirmToken ?? '' });
  id = (await stored()).id;
});

async function stored(): Promise<{ id: string; state: EndorsementState }> {
  const list = await listEndorsements(test$.ctx, { slug });
  const found =
    list.ok && list.endorsements.find((one) => one.organisation === `Organisation ${number}`);
  if (!found) throw new Error('the endorsement is not on record');
  return found;
}

const decide = (fields: Record<string, string>, letter = slug) =>
  decideEndorsement(test$.ctx, { slug: letter, actor, fields: { id, ...fields }, file: null });

test('an approval without saying how one knows decides nothing', async () => {
  for (const authorityBasis of ['', 'because', '__proto__']) {
    const answer = await decide({ intent: 'approve', authorityBasis });
    expect(answer).toMatchObject({ ok: false, status: 422, refused: { field: 'authorityBasis' } });
  }
  expect((await stored()).state).toBe('waiting');
});

test('a refusal without a reason decides nothing', async () => {
  for (const reason of ['', '  ', '\u200b']) {
    const answer = await decide({ intent: 'decline', reason, template: '__proto__' });
    expect(answer).toMatchObject({ ok: false, status: 422, refused: { field: 'template' } });
  }
  const long = await decide({ intent: 'decline', reason: 'x'.repeat(1001) });
  expect(long).toMatchObject({ ok: false, status: 422, refused: { field: 'reason' } });
  expect((await stored()).state).toBe('waiting');
});

test('the second organiser hears that the first has decided, and loses no word', async () => {
  expect(await decide({ intent: 'approve', authorityBasis: 'known-contact' })).toMatchObject({
    ok: true,
  });
  const late = await decide({ intent: 'decline', reason: 'They never wrote to us' });
  expect(late).toMatchObject({ ok: false, status: 409 });
  expect(JSON.stringify(late)).toContain('They never wrote to us');
  expect((await stored()).state).toBe('approved');
});

test('an endorsement cannot be decided from another letter or by another intent', async () => {
  const basis = { authorityBasis: 'known-contact' };
  const elsewhere = () => decide({ intent: 'approve', ...basis }, 'another-letter');
  expect((await answerOf(elsewhere)).status).toBe(404);
  expect((await answerOf(() => decide({ intent: 'erase', ...basis }))).status).toBe(404);
  expect((await answerOf(() => decide({ id: "x'", intent: 'approve', ...basis }))).status).toBe(
    404,
  );
  expect((await stored()).state).toBe('waiting');
});

test('a question without words asks nothing, and a signed letter has to be shown', async () => {
  expect(await decide({ intent: 'ask', question: ' ' })).toMatchObject({
    status: 422,
    refused: { field: 'question', refusal: { fieldId: `question-${id}` } },
  });
  expect(await decide({ intent: 'approve', authorityBasis: 'signed-letter' })).toMatchObject({
    status: 422,
    refused: { field: 'proof' },
  });
  expect(await decide({ intent: 'ask', question: 'Who agreed?' })).toEqual({
    ok: true,
    intent: 'ask',
  });
  expect((await stored()).state).toBe('waiting');
});
