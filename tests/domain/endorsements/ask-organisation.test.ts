import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerQuestion } from '~/domain/endorsements/answer-question.server';
import { askOrganisation } from '~/domain/endorsements/ask-organisation.server';
import { declineEndorsement } from '~/domain/endorsements/decline-endorsement.server';
import { readMyEndorsement } from '~/domain/endorsements/read-my-endorsement.server';
import { createTestContext, type TestContext } from '../../support/database';
import { readEndorsement, waitingEndorsement } from '../../support/endorsement';
import { createLetter, slug, waitingMails } from '../../support/letter';

let test$: TestContext;
const actor = { kind: 'operator' } as const;

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  await createLetter(test$.ctx, 'another-letter');
});
afterAll(() => test$.drop());

test('a question reaches the organisation in its language, and its answer the organisers', async () => {
  const { id, manageToken } = await waitingEndorsement(test$.ctx, {
    email: 'ask@citizens.example',
  });
  const asking = { id, slug, actor, question: ' Who in the board agreed?\r\nAnd when? ' };
  const elsewhere = { ...asking, slug: 'another-letter' };
  expect(await askOrganisation(test$.ctx, elsewhere)).toMatchObject({ reason: 'not-found' });
  expect(await askOrganisation(test$.ctx, asking)).toEqual({ ok: true });
  expect(await askOrganisation(test$.ctx, asking)).toMatchObject({ reason: 'already-asked' });
  const mails = await waitingMails(test$.ctx, 'endorsement-asked');
  expect(mails).toMatchObject([
    {
      to: 'ask@citizens.example',
      props: { locale: 'ko', question: 'Who in the board agreed?\nAnd when?' },
    },
  ]);
  const token = mails[0]?.props.manageToken ?? '';
  const mine = await readMyEndorsement(test$.ctx, { token });
  expect(mine).toMatchObject({ endorsement: { state: 'waiting', questions: [{ answer: null }] } });
  const answer = 'Вся рада, 3 листопада';
  expect(await answerQuestion(test$.ctx, { token: 'unknown', answer })).toMatchObject({
    reason: 'unknown',
  });
  expect(await answerQuestion(test$.ctx, { token, answer: ' \u200b ' })).toMatchObject({
    reason: 'answer-empty',
  });
  expect(await answerQuestion(test$.ctx, { token, answer: 'x'.repeat(1001) })).toMatchObject({
    reason: 'answer-too-long',
  });
  expect(await answerQuestion(test$.ctx, { token: manageToken, answer })).toEqual({ ok: true });
  expect(await answerQuestion(test$.ctx, { token, answer })).toMatchObject({
    reason: 'no-question',
  });
  expect((await readEndorsement(test$.ctx, id)).questions).toMatchObject([
    { question: 'Who in the board agreed?\nAnd when?', answer },
  ]);
  expect(await askOrganisation(test$.ctx, asking)).toEqual({ ok: true });
});

test('what was asked and answered is stored sealed, and stays out of the audit log', async () => {
  const { id, manageToken } = await waitingEndorsement(test$.ctx, {
    email: 'seal@citizens.example',
  });
  await askOrganisation(test$.ctx, { id, slug, actor, question: 'canary question' });
  await answerQuestion(test$.ctx, { token: manageToken, answer: 'canary answer' });
  const rows = await test$.ctx.db.selectFrom('endorsement_questions').select('sealed').execute();
  for (const { sealed } of rows) expect(sealed.includes('canary')).toBe(false);
  const entries = await test$.ctx.db
    .selectFrom('audit_entries')
    .select(['action', 'details'])
    .where('object_id', '=', id)
    .orderBy('id')
    .execute();
  expect(entries.map(({ action }) => action)).toEqual([
    'endorsement.asked',
    'endorsement.answered',
  ]);
  expect(JSON.stringify(entries)).not.toContain('canary');
});

test('after the decision there is nothing to answer, and nothing to ask', async () => {
  const { id, manageToken } = await waitingEndorsement(test$.ctx, {
    email: 'late@citizens.example',
  });
  await askOrganisation(test$.ctx, { id, slug, actor, question: 'Who agreed?' });
  const declined = { id, slug, actor, template: 'no-authority' as const, reason: '' };
  expect(await declineEndorsement(test$.ctx, declined)).toEqual({ ok: true });
  expect(await answerQuestion(test$.ctx, { token: manageToken, answer: 'We' })).toMatchObject({
    reason: 'no-question',
  });
  expect(await askOrganisation(test$.ctx, { id, slug, actor, question: 'Who?' })).toMatchObject({
    reason: 'not-waiting',
  });
});

test('an organisation that is declined reads a reason in its own language, and the words beside it', async () => {
  const { id } = await waitingEndorsement(test$.ctx, { email: 'reason@citizens.example' });
  const input = { id, slug, actor, template: 'not-reachable' as const };
  expect(await declineEndorsement(test$.ctx, { ...input, reason: 'x'.repeat(1001) })).toMatchObject(
    { reason: 'reason-too-long' },
  );
  expect(await declineEndorsement(test$.ctx, { ...input, reason: 'Call us.' })).toEqual({
    ok: true,
  });
  const mails = await waitingMails(test$.ctx, 'endorsement-declined');
  expect(mails.at(-1)?.props).toMatchObject({ template: 'not-reachable', reason: 'Call us.' });
  expect(await readEndorsement(test$.ctx, id)).toMatchObject({ declineTemplate: 'not-reachable' });
});
