import { sql } from 'kysely';
import type { Database } from './client.server';

const known = new WeakMap<object, Map<string, boolean>>();

/** Whether the database can sort by this collation; asked once and then remembered. */
export async function hasCollation(db: Database, name: string): Promise<boolean> {
  const answers = known.get(db) ?? new Map<string, boolean>();
  known.set(db, answers);
  const remembered = answers.get(name);
  if (remembered !== undefined) return remembered;
  const { rows } = await sql<{ found: boolean }>`select exists (
    select from pg_collation where collname = ${name} and pg_collation_is_visible(oid)
  ) as found`.execute(db);
  const found = rows[0]?.found === true;
  answers.set(name, found);
  return found;
}
