import { expect, test } from 'vitest';
import { sendFile, streamFile } from '~/http/desk-response.server';

async function* rows(count: number): AsyncGenerator<string> {
  for (let row = 0; row < count; row += 1) yield `${row},Ґалаґан 김민서\r\n`;
}

test('an export of many rows arrives whole and in order', async () => {
  const answer = streamFile(rows(20_000), { fileName: 'all.csv', contentType: 'text/csv' });
  const lines = (await answer.text()).split('\r\n');
  expect(lines.length).toBe(20_001);
  expect(lines[0]).toBe('0,Ґалаґан 김민서');
  expect(lines[19_999]).toBe('19999,Ґалаґан 김민서');
});

test('a file is saved under a plain name, is not shown in the page and not kept in a cache', async () => {
  const answer = sendFile(Buffer.from('%PDF-'), {
    fileName: 'a"\r\nSet-Cookie: b/лист.pdf',
    contentType: 'application/pdf',
  });
  expect(Object.fromEntries(answer.headers)).toEqual({
    'cache-control': 'no-store',
    'content-disposition': 'attachment; filename="a-Set-Cookie-b-.pdf"',
    'content-length': '5',
    'content-type': 'application/pdf',
    'x-content-type-options': 'nosniff',
  });
  expect(await answer.text()).toBe('%PDF-');
});
