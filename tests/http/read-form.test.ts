import { describe, expect, test } from 'vitest';
import { largestFileBytes, readForm, readFormWithFile } from '~/http/read-form.server';

const address = 'http://letters.example/sign';

function urlencoded(body: string): Request {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  return new Request(address, { method: 'POST', headers, body });
}

function multipart(entries: [string, string | Blob][]): Request {
  const body = new FormData();
  for (const [name, value] of entries) body.append(name, value);
  return new Request(address, { method: 'POST', body });
}

async function refusalOf(reading: Promise<unknown>): Promise<number> {
  const thrown = await reading.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(thrown instanceof Response)) throw new Error('was not refused');
  return thrown.status;
}

describe('a form as it arrives', () => {
  test('keeps what the signatory typed, in any script', async () => {
    const fields = await readForm(urlencoded('name=%EA%B9%80%EB%AF%BC%EC%84%9C&comment=a%20b+c'));
    expect({ ...fields }).toEqual({ name: '김민서', comment: 'a b c' });
  });

  test('a second value of the same name changes nothing', async () => {
    expect((await readForm(urlencoded('id=mine&id=yours'))).id).toBe('mine');
    const sent = multipart([
      ['id', 'mine'],
      ['id', 'yours'],
    ]);
    expect((await readForm(sent)).id).toBe('mine');
  });

  test('NUL characters never reach the database', async () => {
    expect((await readForm(urlencoded('email=a%00%40b.example'))).email).toBe('a@b.example');
  });

  test('a field named like a part of an object is only a field', async () => {
    const fields = await readForm(urlencoded('__proto__=x&email=y'));
    expect(Object.entries(fields)).toEqual([
      ['__proto__', 'x'],
      ['email', 'y'],
    ]);
    expect(fields.constructor).toBeUndefined();
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test('a body that is no form is refused as the sender’s mistake', async () => {
    const send = (type: string, body: string) =>
      readForm(new Request(address, { method: 'POST', headers: { 'Content-Type': type }, body }));
    expect(await refusalOf(send('application/json', '{}'))).toBe(415);
    expect(await refusalOf(send('text/plain', 'a=b'))).toBe(415);
    expect(await refusalOf(send('multipart/form-data', 'a=b'))).toBe(400);
    expect(await refusalOf(send('multipart/form-data; boundary=x', '--x\r\nbroken'))).toBe(400);
    const many = Array.from({ length: 101 }, (_, index) => `f${index}=1`).join('&');
    expect(await refusalOf(readForm(urlencoded(many)))).toBe(400);
  });

  test('a button pressed without any field is an empty form', async () => {
    expect({ ...(await readForm(new Request(address, { method: 'POST' }))) }).toEqual({});
  });
});

describe('a form with a logo', () => {
  test('gives the bytes beside the fields', async () => {
    const sent = multipart([
      ['organisation', 'Sample'],
      ['logo', new Blob([new Uint8Array([1, 2, 3])])],
    ]);
    const { fields, file } = await readFormWithFile(sent, 'logo');
    expect({ ...fields }).toEqual({ organisation: 'Sample' });
    expect(file).toEqual(Buffer.from([1, 2, 3]));
  });

  test('takes 2 MB and refuses one byte more', async () => {
    const logo = (size: number) =>
      readFormWithFile(multipart([['logo', new Blob([new Uint8Array(size)])]]), 'logo');
    expect((await logo(largestFileBytes)).file?.length).toBe(largestFileBytes);
    expect(await refusalOf(logo(largestFileBytes + 1))).toBe(413);
  });

  test('no file chosen is no file', async () => {
    const sent = multipart([['logo', new Blob([])]]);
    expect((await readFormWithFile(sent, 'logo')).file).toBeNull();
    expect((await readFormWithFile(urlencoded('logo=text'), 'logo')).file).toBeNull();
  });
});
