import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { auditActions, auditWords } from '~/domain/audit/audit-words';

const app = fileURLToPath(new URL('../../../app', import.meta.url));

/** Everything that reads like an action in the files that record any. */
function recordedActions(): string[] {
  const files = readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('audit-words.ts'))
    .map((path) => readFileSync(join(app, path), 'utf8'))
    .filter((code) => /\brecordAudit\(|\bAuditAction\b/.test(code));
  const literals = files.flatMap((code) => [
    ...code.matchAll(/'([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)'/g),
  ]);
  return [...new Set(literals.map(([, action = '']) => action))].sort();
}

test('whoever reads the log finds words for every action that the program records', () => {
  expect(recordedActions().filter((action) => !(action in auditWords))).toEqual([]);
});

test('no words stand there for what nothing records', () => {
  expect(auditActions.filter((action) => !recordedActions().includes(action))).toEqual([]);
});

test('the words are sentences of their own, in the order of the actions’ names', () => {
  for (const words of Object.values(auditWords))
    expect(words).toMatch(/^[A-Z][a-z’]+ .*[^.]$|^Signed in$/);
  const kinds = auditActions.map((action) => action.split('.')[0] ?? '');
  expect(kinds).toEqual([...kinds].sort());
});
