import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { migrations } from '~/db/migrator.server';
import { createTestContext } from '../support/database';

const folder = fileURLToPath(new URL('../..', import.meta.url));

test('every migration in the folder is in the list, numbered without a gap', () => {
  const files = readdirSync(join(folder, 'migrations')).map((file) => file.replace(/\.ts$/, ''));
  expect(Object.keys(migrations)).toEqual(files.sort());
  files.forEach((name, index) => {
    expect(name).toMatch(new RegExp(`^${String(index + 1).padStart(4, '0')}_[a-z0-9-]+$`));
  });
});

test('the typed tables are those of the migrated database', async () => {
  const test$ = await createTestContext();
  const generated = join(mkdtempSync(join(tmpdir(), 'undersigned-schema-')), 'schema.ts');
  const command = join(folder, 'node_modules/kysely-codegen/dist/cli/bin.js');
  execFileSync(
    process.execPath,
    [command, '--url', test$.connectionString, '--out-file', generated],
    {
      cwd: folder,
      stdio: 'ignore',
    },
  );
  await test$.drop();
  expect(readFileSync(join(folder, 'app/db/schema.ts'), 'utf8')).toBe(
    readFileSync(generated, 'utf8'),
  );
});

test('no query takes all columns of a table', () => {
  const files = readdirSync(join(folder, 'app/db'), { withFileTypes: true });
  for (const file of files.filter((entry) => entry.isFile())) {
    const code = readFileSync(join(folder, 'app/db', file.name), 'utf8');
    expect(code, file.name).not.toMatch(/\.(selectAll|returningAll)\(/);
  }
});
