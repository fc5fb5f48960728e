import type { Context } from '~/context.server';
import { listMigrations } from '~/db/migrator.server';
import { StartRefusal } from '~/primitives/start-refusal';

/** In production a migration is somebody's decision; until it is taken, nothing starts. */
export async function refuseStaleSchema(ctx: Context): Promise<void> {
  const pending = (await listMigrations(ctx.db)).filter((migration) => !migration.executedAt);
  if (pending.length === 0) return;
  const names = pending.map((migration) => migration.name).join(', ');
  throw new StartRefusal(`The schema lacks ${names}; run: npx undersigned migrate`);
}
