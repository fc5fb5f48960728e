import { randomBytes } from 'node:crypto';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readSealedFile, writeSealedFile } from '~/primitives/sealed-file.server';

const folder = mkdtempSync(join(tmpdir(), 'sealed-'));
const key = randomBytes(32);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(file: string, by = key): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of readSealedFile(file, by)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function written(name: string, bytes: Buffer, size = 70_000): Promise<string> {
  const file = join(folder, name);
  await writeSealedFile(file, key, inPieces(bytes, size));
  return file;
}

describe('whoever steals the disk', () => {
  test.each([0, 1, 262_143, 262_144, 262_145, 1_000_000])(
    'finds nothing of %i bytes without the key, and its owner all of them',
    async (length) => {
      const bytes = Buffer.alloc(length, 'olena@people.example ');
      const file = await written(`whole-${length}`, bytes);
      expect(readFileSync(file, 'latin1')).not.toContain('people');
      expect((await read(file)).equals(bytes)).toBe(true);
      await expect(read(file, randomBytes(32))).rejects.toThrow();
    },
  );

  test('cannot change a byte, cut off the end or swap two parts unnoticed', async () => {
    const bytes = randomBytes(900_000);
    for (const harm of [
      (file: string) => {
        const all = readFileSync(file);
        all.writeUInt8(all.readUInt8(500_000) ^ 1, 500_000);
        writeFileSync(file, all);
      },
      (file: string) => truncateSync(file, 19 + 262_160),
      (file: string) => truncateSync(file, 700_000),
      (file: string) => {
        const all = readFileSync(file);
        const [start, part] = [19, 262_160];
        const first = Buffer.from(all.subarray(start, start + part));
        all.copy(all, start, start + part, start + 2 * part);
        first.copy(all, start + part);
        writeFileSync(file, all);
      },
    ]) {
      const file = await written('harmed', bytes);
      harm(file);
      await expect(read(file)).rejects.toThrow();
    }
  });

  test('finds no half file after a failure', async () => {
    async function* broken() {
      yield Buffer.from('half');
      throw new Error('broken');
    }
    const before = readdirSync(folder).sort();
    await expect(writeSealedFile(join(folder, 'half'), key, broken())).rejects.toThrow('broken');
    expect(readdirSync(folder).sort()).toEqual(before);
  });
});
