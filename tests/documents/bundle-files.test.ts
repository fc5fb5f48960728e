import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { bundleFiles } from '~/documents/bundle-files.server';
import { bytesOf } from '../support/exports';
import { unzip } from './unzip';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function* inPieces(pieces: number, ended = { early: true }) {
  for (let piece = 0; piece < pieces; piece += 1) yield Buffer.alloc(64 * 1024, `${piece},`);
  ended.early = false;
}

test('whoever opens the ZIP finds every file and a hash that fits it', async () => {
  const letter = Buffer.from('%PDF-1.7 a letter');
  const files = [
    { name: 'letter.pdf', content: letter },
    { name: 'names.csv', content: inPieces(20) },
    { name: 'uk/index.html', content: Buffer.from('Ґудзь') },
  ];
  const found = await unzip(await bytesOf(bundleFiles(files)));
  expect([...found.keys()]).toEqual(['letter.pdf', 'names.csv', 'uk/index.html', 'SHA256SUMS.txt']);
  expect(found.get('letter.pdf')).toEqual(letter);
  const sums = [...found].slice(0, 3).map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`);
  expect(String(found.get('SHA256SUMS.txt'))).toBe(sums.join(''));
});

test('the same files give the same bytes', async () => {
  const make = () => bytesOf(bundleFiles([{ name: 'a.txt', content: inPieces(3) }]));
  expect(sha256(await make())).toBe(sha256(await make()));
});

test('whoever makes a file in pieces is told to stop when nobody takes the ZIP', async () => {
  const ended = { early: true };
  let stopped = () => {};
  const over = new Promise<void>((resolve) => {
    stopped = resolve;
  });
  async function* endless() {
    try {
      yield* inPieces(100_000, ended);
    } finally {
      stopped();
    }
  }
  const taken = bundleFiles([{ name: 'endless.csv', content: endless() }]);
  await taken.next();
  await taken.return(undefined);
  await over;
  expect(ended.early).toBe(true);
});

test('a file that cannot be made breaks the ZIP off instead of leaving a whole-looking one', async () => {
  async function* broken() {
    yield Buffer.from('begun');
    throw new Error('the database went away');
  }
  const taking = bytesOf(bundleFiles([{ name: 'names.csv', content: broken() }]));
  await expect(taking).rejects.toThrow('the database went away');
});
