import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { createTestContext } from '../support/database';

const page = readFileSync(
  fileURLToPath(new URL('../../docs/data-map.md', import.meta.url)),
  'utf8',
);

/** Tables of the tools, which hold nothing of ours. */
const foreign = /^kysely_migration/;

/** Each line of the tables' section: its columns as `table.column`, and its cells. */
function mappedRows(text: string): { columns: string[]; cells: string[] }[] {
  const section = /^## Tables\n([\s\S]*?)^## /m.exec(text)?.[1] ?? '';
  return section.split(/^### /m).flatMap((part) => {
    const tables = part.split('\n', 1)[0]?.split(', ') ?? [];
    const lines = part.split('\n').filter((line) => /^\| (?!columns)[^-]/.test(line));
    return lines.map((line) => {
      const cells = line.split('|').slice(1, -1);
      const names = [...(cells[0] ?? '').matchAll(/`([a-z_.]+)`/g)].map(([, name = '']) => name);
      const columns = names.map((name) => (name.includes('.') ? name : `${tables[0]}.${name}`));
      return { columns, cells: cells.map((cell) => cell.trim()) };
    });
  });
}

function mappedColumns(text: string): string[] {
  return mappedRows(text).flatMap((row) => row.columns);
}

async function storedColumns(): Promise<string[]> {
  const test$ = await createTestContext();
  const client = new Client({ connectionString: test$.connectionString });
  await client.connect();
  const { rows } = await client.query<{ table_name: string; column_name: string }>(
    `select table_name, column_name from information_schema.columns
      join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  await client.end();
  await test$.drop();
  return rows
    .filter((row) => !foreign.test(row.table_name))
    .map((row) => `${row.table_name}.${row.column_name}`);
}

describe('whoever asks what is stored about them', () => {
  test('finds each column of the database on the map, once, and none that is not there', async () => {
    const mapped = mappedColumns(page);
    expect(mapped.length).toBeGreaterThan(150);
    expect(mapped.sort()).toEqual((await storedColumns()).sort());
  });

  test('finds for each column why it exists, how it is protected, who sees it, and until when', () => {
    for (const { columns, cells } of mappedRows(page)) {
      expect(columns.length, cells.join('|')).toBeGreaterThan(0);
      expect(cells, columns.join()).toHaveLength(5);
      for (const cell of cells) expect(cell, columns.join()).not.toBe('');
    }
  });

  test('finds everything that is sealed or found by a keyed hash called so', () => {
    for (const { columns, cells } of mappedRows(page)) {
      const names = columns.map((name) => name.split('.')[1] ?? '');
      if (names.some((name) => name.startsWith('sealed'))) expect(cells[2]).toMatch(/^sealed/);
      if (names.some((name) => name.endsWith('_index'))) expect(cells[2]).toMatch(/index/);
      if (names.some((name) => name.startsWith('public_'))) expect(cells[2]).toBe('public');
    }
  });
});
