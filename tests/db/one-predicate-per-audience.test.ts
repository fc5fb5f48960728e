import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const app = fileURLToPath(new URL('../../app', import.meta.url));

/** Files that may choose rows by visibility or read the public columns, and why. */
const exceptions: Record<string, string> = {
  'db/desk-signatures.server.ts': 'organisers filter and count their own table',
};

/** Files that may name the views. */
const readers = [
  'db/public-signatories.server.ts',
  'db/letter-signatories.server.ts',
  'db/desk-signatures.server.ts',
  'db/signatures.server.ts',
];

const files = readdirSync(app, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && path !== 'db/schema.ts')
  .map((path) => ({ path, code: readFileSync(join(app, path), 'utf8') }));

function filesWith(pattern: RegExp): string[] {
  return files.filter(({ code }) => pattern.test(code)).map(({ path }) => path);
}

const chooses =
  /(?:where|filterWhere|and|eb|select)\w*\(\s*'(?:\w+\.)?visibility'\s*,|\bvisibility\s*(?:=|<>|!=|in\b|= any)\s*['(]/;
const readsPublicColumns =
  /'(?:\w+\.)?public_(?:latin_)?(?:name|title|affiliation)(?: as \w+)?'\s*[,\])]/;

test('nobody but the two views decides who is shown, in public and to the addressee', () => {
  expect(filesWith(chooses)).toEqual(Object.keys(exceptions));
});

test('public names are read from the view alone, never from the table behind it', () => {
  const reading = filesWith(readsPublicColumns).filter((path) => path.startsWith('db/'));
  expect(reading.filter((path) => path !== 'db/signatures.server.ts')).toEqual([]);
  const writer = files.find(({ path }) => path === 'db/signatures.server.ts')?.code ?? '';
  expect(writer).not.toMatch(/select\([^)]*public_name/);
});

test('only the readers of the views name them', () => {
  expect(filesWith(/(?:public|letter)_signatories/).sort()).toEqual(readers.sort());
});
