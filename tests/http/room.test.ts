import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRoom } from '~/domain/rooms/open-room.server';
import * as room from '~/routes/($locale).room.$token';
import * as file from '~/routes/($locale).room.$token_.$file[.]pdf';
import { createTestContext, type TestContext } from '../support/database';
import { acceptedDelivery, stateOf } from '../support/deliveries';
import { createLetter, slug } from '../support/letter';
import { servePages } from '../support/pages';

let test$: TestContext;
let pages: ReturnType<typeof servePages>;
let id: string;
let token: string;
let pin: string;
const actor = { kind: 'operator' } as const;

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  id = await acceptedDelivery(test$.ctx);
  const opened = await openRoom(test$.ctx, { slug, id, actor });
  if (!opened.ok) throw new Error(opened.reason);
  ({ token, pin } = opened);
  pages = servePages(test$.ctx, {
    ':locale?/room/:token': room,
    ':locale?/room/:token/:file.pdf': file,
  });
});
afterAll(() => test$.drop());

function post(path: string, fields: Record<string, string>, cookie = ''): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return pages(path, { method: 'POST', headers: { Cookie: cookie }, body });
}

async function enter(): Promise<string> {
  const answer = await post(`/room/${token}`, { intent: 'enter', pin });
  expect(answer.status).toBe(303);
  const cookie = answer.headers.get('Set-Cookie') ?? '';
  expect(cookie).toMatch(/^undersigned-room=[\w-]{32}; Path=\/; HttpOnly; SameSite=Lax/);
  return cookie.split(';')[0] ?? '';
}

describe('the door', () => {
  test.each(['', '/ko', '/uk'])(
    'says nothing of the letter at %j, without script',
    async (prefix) => {
      const answer = await pages(`${prefix}/room/${token}`);
      const html = await answer.text();
      expect(answer.headers.get('Cache-Control')).toBe('no-store');
      expect(answer.headers.get('X-Robots-Tag')).toBe('noindex');
      expect(html).toContain('noindex');
      expect(html).not.toMatch(/<script|Ambassador|대사|Посол/);
    },
  );

  test('is the same for a link that never was', async () => {
    const pageOf = async (path: string) => {
      const answer = await pages(path);
      return [answer.status, (await answer.text()).replaceAll(/room\/[\w-]+/g, 'room')];
    };
    const unknown = await pageOf(`/room/${'x'.repeat(32)}`);
    expect(unknown).toEqual(await pageOf(`/room/${token}`));
  });

  test('stays shut at a wrong PIN, and says what to do', async () => {
    const answer = await post(`/uk/room/${token}`, { intent: 'enter', pin: '1' });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('Set-Cookie')).toBeNull();
    expect(await answer.text()).toContain('PIN-код не відкриває');
  });

  test('sends whoever asks for the PDF back to itself', async () => {
    const answer = await pages(`/ko/room/${token}/letter.pdf`);
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, `/ko/room/${token}`]);
  });
});

describe('inside', () => {
  test.each([
    ['', 'We have received it'],
    ['/ko', '수령했습니다'],
    ['/uk', 'Ми отримали лист'],
  ])('the letter stands in its language at %j, without script', async (prefix, button) => {
    const html = await (
      await pages(`${prefix}/room/${token}`, { headers: { Cookie: await enter() } })
    ).text();
    expect(html).toContain(button);
    expect(html).not.toContain('<script');
    expect(html).toMatch(/sheet/);
  });

  test('the PDF is a download of the very bytes', async () => {
    const answer = await pages(`/room/${token}/letter.pdf`, {
      headers: { Cookie: await enter() },
    });
    expect(answer.headers.get('Content-Type')).toBe('application/pdf');
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  test('reading changes no state, and each form does what it says', async () => {
    const cookie = await enter();
    await pages(`/room/${token}`, { headers: { Cookie: cookie } });
    expect(await stateOf(test$.ctx, id)).toBe('accepted');
    const empty = await post(`/room/${token}`, { intent: 'reply', text: ' ' }, cookie);
    expect(empty.status).toBe(422);
    const received = await post(`/room/${token}`, { intent: 'receive', name: 'Desk' }, cookie);
    expect(received.headers.get('Location')).toBe(`/room/${token}?done=received`);
    expect(await stateOf(test$.ctx, id)).toBe('acknowledged');
    const replied = await post(`/room/${token}`, { intent: 'reply', text: 'Noted.' }, cookie);
    expect(replied.status).toBe(303);
    expect(await stateOf(test$.ctx, id)).toBe('answered');
  });

  test('what was typed is not lost when the session has ended meanwhile', async () => {
    const answer = await post(`/room/${token}`, { intent: 'reply', text: 'A long answer' });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('A long answer');
  });
});
