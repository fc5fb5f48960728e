import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LocaleProvider } from '~/components/locale-context';
import { MyEndorsementPage } from '~/components/my-endorsement-page';
import { action, loader } from '~/routes/($locale).my-endorsement.$token';
import { createTestContext, type TestContext } from '../support/database';
import { answerOf, loadContext } from '../support/desk';
import {
  type Endorsed,
  endorse,
  endorseAndApprove,
  everythingPublic,
  picture,
} from '../support/endorsed';
import { createLetter } from '../support/letter';

let test$: TestContext;
let mine: Endorsed;

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  mine = await endorseAndApprove(test$.ctx, { organisation: 'Oldname', organisationEn: 'Oldname' });
});
afterAll(() => test$.drop());

const words = {
  intent: 'words',
  organisation: 'Newname',
  organisationEn: 'Newname',
  nameKo: '새이름',
  nameUk: '',
  statement: 'We stand by <b>it</b>.',
};

function argumentsOf(token: string, body?: FormData) {
  const request = new Request(`http://letters.example/my-endorsement/${token}`, {
    method: body ? 'POST' : 'GET',
    body,
  });
  return { request, params: { token }, context: loadContext(test$.ctx) };
}

function send(fields: Record<string, string>, logo?: Blob, token = mine.token): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  if (logo) body.append('logo', logo, 'logo.png');
  return answerOf(() => action(argumentsOf(token, body)));
}

type Data = Parameters<typeof MyEndorsementPage>[0] & { letter: never };

async function page(refused: Data['refused'] = null, token = mine.token): Promise<string> {
  const answer = await answerOf(() => loader(argumentsOf(token)));
  const data: Data = await answer.json();
  return renderToStaticMarkup(
    <LocaleProvider locale="en">
      <MyEndorsementPage {...data} frame={data.letter} refused={refused} />
    </LocaleProvider>,
  );
}

test('a picture that is none is refused, and every answer is still in the form', async () => {
  const svg = new Blob(['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>']);
  const answer = await send(words, svg);
  expect(answer.status).toBe(422);
  const html = await page(await answer.json());
  expect(html).toContain('<a href="#endorse-logo">The logo must be a PNG, JPEG or WebP picture');
  expect(html.match(/value="Newname"/g)).toHaveLength(2);
  expect(html).toContain('value="새이름"');
  expect(html).toContain('We stand by &lt;b&gt;it&lt;/b&gt;.</textarea>');
  expect(html).toMatch(/<details[^>]*open=""/);
  expect(await everythingPublic(test$.ctx)).not.toContain('Newname');
});

test('a fault in a folded field opens it, and the other form keeps what is stored', async () => {
  const answer = await send({ ...words, statement: 'see www.spam.example' });
  expect(answer.status).toBe(422);
  const html = await page(await answer.json());
  expect(html).toContain('<a href="#endorse-statement">Statement cannot contain links');
  expect(html).toContain('value="Han Ji-woo"');
  const empty = await send({ intent: 'contact', representative: '', role: 'Chair' });
  expect(empty.status).toBe(422);
  const refused = await page(await empty.json());
  expect(refused).toContain('href="#endorse-representative"');
  expect(refused).toContain('value="Chair"');
  expect(refused).toContain('value="Oldname"');
});

test('what was asked stands on the page with a way back, and in the form for the next time', async () => {
  const answer = await send(words, new Blob([new Uint8Array(await picture('#00ff00'))]));
  expect([answer.status, answer.headers.get('Location')]).toEqual([
    303,
    `/my-endorsement/${mine.token}?done=asked`,
  ]);
  const html = await page();
  const asked = html.slice(html.indexOf('id="asked-changes"'), html.indexOf('value="take-back"'));
  for (const word of ['Newname', '새이름', '&lt;b&gt;', 'a new logo']) {
    expect(asked, word).toContain(word);
  }
  expect(asked).not.toContain('Name in Ukrainian');
  expect(html.match(/value="Newname"/g)).toHaveLength(2);
  expect(await everythingPublic(test$.ctx)).not.toMatch(/Newname|새이름|stand by/);
  const back = await send({ intent: 'take-back' });
  expect(back.headers.get('Location')).toContain('?done=taken-back');
  expect(await page()).not.toContain('take-back');
});

test('the same words are no change, and the page says so', async () => {
  const answer = await send({
    ...words,
    organisation: 'Oldname',
    organisationEn: 'Oldname',
    nameKo: '',
    statement: '',
  });
  expect(answer.status).toBe(422);
  expect(await page(await answer.json())).toContain('Nothing to change');
});

test('contact data is saved at once; the mailbox is shown and another form changes it', async () => {
  const contact = { representative: 'Nova Person', role: 'Chair', showRepresentative: 'yes' };
  const answer = await send({ intent: 'contact', ...contact, email: 'thief@people.example' });
  expect(answer.headers.get('Location')).toContain('?done=changed');
  const html = await page();
  expect(html).toContain(mine.email);
  expect(html).not.toContain('thief');
  expect(await everythingPublic(test$.ctx)).toContain('Nova Person');
});

test('a statement is shown as written, whatever it holds', async () => {
  const { token } = await endorse(test$.ctx);
  await send({ ...words, statement: 'Ми & "вони" <script>alert(1)</script>' }, undefined, token);
  const html = await page(null, token);
  expect(html).not.toContain('<script>');
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).toContain('so these changes apply at once');
});

test('a withdrawn endorsement and an unknown link show no forms', async () => {
  expect((await send({ intent: 'erase' })).status).toBe(422);
  await send({ intent: 'withdraw' });
  expect(await page()).not.toContain('<form');
  expect((await send(words)).status).toBe(303);
  expect(await page()).not.toContain('Newname');
  expect((await answerOf(() => loader(argumentsOf('unknown')))).status).toBe(404);
  expect((await send(words, undefined, 'unknown')).status).toBe(303);
});
