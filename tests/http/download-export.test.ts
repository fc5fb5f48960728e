import type { ActionFunctionArgs } from '@remix-run/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { exportsFor } from '~/http/read-export.server';
import { action } from '~/routes/organise.letters.$slug.exports_.download';
import { readXlsx } from '../documents/read-xlsx';
import { createTestContext, type TestContext } from '../support/database';
import { answerOf, deskRequest, loadContext, openSession } from '../support/desk';
import { createLetter, signForm, slug } from '../support/letter';

let test$: TestContext;
let session: string;

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  await signLetter(test$.ctx, { slug, locale: 'en', form: signForm() });
  session = await openSession(test$.ctx, 'owner');
});
afterAll(() => test$.drop());

function download(fields: Record<string, string>): Promise<Response> {
  const path = `/organise/letters/${slug}/exports/download`;
  const request = deskRequest(path, session, fields);
  const args = { request, params: { slug }, context: loadContext(test$.ctx) };
  return answerOf(() => action(args as unknown as ActionFunctionArgs));
}

test('an organiser downloads a workbook, and the number of counted-only people beside it', async () => {
  const answer = await download({ export: 'signatures/letter', format: 'xlsx' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Content-Type')).toContain('spreadsheetml.sheet');
  expect(answer.headers.get('Content-Disposition')).toMatch(/letter-0-rows-[\d-]+\.xlsx"$/);
  expect(answer.headers.get('X-Counted-Only')).toBe('0');
  const { sheets } = await readXlsx(Buffer.from(await answer.arrayBuffer()));
  expect(sheets.map(({ name }) => name)).toEqual(['Signatures', 'Summary']);
});

test('a script downloads JSON', async () => {
  const answer = await download({
    ...{ what: 'signatures', preset: 'full', format: 'json' },
    reason: 'For the records of the coalition',
  });
  expect(answer.headers.get('Content-Type')).toBe('application/json; charset=utf-8');
  expect(answer.headers.has('X-Counted-Only')).toBe(false);
  expect(await answer.json()).toMatchObject([{ name: '김민서', state: 'pending' }]);
});

test('who asks for no format gets CSV, and who asks for another one nothing', async () => {
  for (const format of [undefined, '', 'csv']) {
    const fields = { export: 'signatures/public', ...(format === undefined ? {} : { format }) };
    expect((await download(fields)).headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
  }
  for (const format of ['pdf', '__proto__', 'XLSX']) {
    expect((await download({ export: 'signatures/public', format })).status).toBe(404);
  }
});

test('the page says how many people an annex leaves out', () => {
  const counts = {
    confirmed: 9,
    pending: 1,
    held: 2,
    withdrawn: 0,
    invalidated: 0,
    public: 4,
    letterOnly: 3,
    countedOnly: 2,
    endorsementsApproved: 0,
  };
  const [, letter, full] = exportsFor('owner', counts);
  expect(letter?.hint).toMatch(/7 rows now\. 2 more are counted only\.$/);
  expect(full?.hint).toMatch(/12 rows now\.$/);
});
