import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Context } from '~/context.server';

/** Puts a view without one of its conditions in place of the real one for as long as `look` looks. */
export async function withoutCondition(
  ctx: Context,
  { view, condition }: { view: string; condition: string },
  look: () => Promise<string[]>,
): Promise<string[]> {
  const { rows } = await sql<{ definition: string }>`
    select pg_get_viewdef(${view}::regclass) as definition`.execute(ctx.db);
  const definition = rows[0]?.definition ?? '';
  expect(definition.split(condition)).toHaveLength(2);
  const replace = (text: string) =>
    sql.raw(`create or replace view ${view} as ${text}`).execute(ctx.db);
  await replace(definition.replace(condition, 'true'));
  try {
    return await look();
  } finally {
    await replace(definition);
  }
}
