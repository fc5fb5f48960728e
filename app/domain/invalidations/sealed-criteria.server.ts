import type { Context } from '~/context.server';
import type { JsonValue } from '~/db/schema';
import type { InvalidationCriteria } from './invalidation';

type Stored = { sealed: string };

function context(id: string): string {
  return `invalidation:${id}`;
}

/** Criteria as a JSON value for the database; they may name a person, so they are sealed in it. */
export function sealCriteria(ctx: Context, id: string, criteria: InvalidationCriteria): string {
  const sealed = ctx.keyring.seal(criteria, context(id)).toString('base64');
  return JSON.stringify({ sealed } satisfies Stored);
}

export function unsealCriteria(
  ctx: Context,
  row: { id: string; criteria: JsonValue },
): InvalidationCriteria {
  const { sealed } = row.criteria as Stored;
  return ctx.keyring.unseal(Buffer.from(sealed, 'base64'), context(row.id));
}
