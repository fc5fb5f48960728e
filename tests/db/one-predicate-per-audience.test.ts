import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const app = fileURLToPath(new URL('../../app', import.meta.url));

/** Files that may choose rows by visibility, and why. */
const exceptions: Record<string, string> = {
  'db/signature-filter.server.ts': 'organisers filter their own table',
};

/** Files that may name the plain columns of the table, and why. */
const ofTheTable: Record<string, string> = {
  'db/invalidation-candidates.server.ts': 'organisers search their own table',
  'db/invalidation-items.server.ts': 'writes them',
  'db/signatures.server.ts': 'writes them',
};

/** Files that may name the views. */
const readers = [
  'db/public-signatories.server.ts',
  'db/letter-signatories.server.ts',
  'db/desk-signatures.server.ts',
  'db/signature-export.server.ts',
  'db/signatures.server.ts',
];

const files = readdirSync(app, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && path !== 'db/schema.ts')
  .sort()
  .map((path) => ({ path, code: readFileSync(join(app, path), 'utf8') }));

function filesWith(pattern: RegExp): string[] {
  return files.filter(({ code }) => pattern.test(code)).map(({ path }) => path);
}

const chooses =
  /(?:where|filterWhere|and|eb|select)\w*\(\s*'(?:\w+\.)?visibility'\s*,|\bvisibility\s*(?:=|<>|!=|in\b|= any)\s*['(]/;
const namesPublicColumns = /'(?:\w+\.)?public_(?:latin_)?(?:name|title|affiliation)\b/;

test('nobody but the two views decides who is shown, in public and to the addressee', () => {
  expect(filesWith(chooses)).toEqual(Object.keys(exceptions));
});

test('public names are read from the view alone, never from the table behind it', () => {
  expect(filesWith(namesPublicColumns)).toEqual(Object.keys(ofTheTable));
});

test('whom an organisation may write to is read from its view alone', () => {
  expect(filesWith(/news_consents/).sort()).toEqual([
    'db/due-erasures.server.ts',
    'db/share-links.server.ts',
  ]);
});

/** Files that may look at the box that asks for news of a letter, and why. */
const ofTheBox: Record<string, string> = {
  'db/due-erasures.server.ts': 'keeps the address of people who want news',
};

test('to whom news of a letter goes is read from its view alone', () => {
  expect(filesWith(/update_subscribers/)).toEqual(['db/update-subscribers.server.ts']);
  const chooses =
    /(?:where|filterWhere|and|eb)\w*\(\s*'(?:\w+\.)?updates'\s*,|\bs\.updates\b|updates_about/;
  const looking = filesWith(chooses).filter((path) => path.startsWith('db/'));
  expect(looking).toEqual([...Object.keys(ofTheBox), 'db/update-subscribers.server.ts']);
});

test('only the readers of the views name them', () => {
  expect(filesWith(/(?:public|letter)_signatories/).sort()).toEqual(readers.sort());
});
