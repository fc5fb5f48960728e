import { join } from 'node:path';
import type { Context } from '~/context.server';

/** Where the worker puts files until they are fetched. */
export function exportFolder(ctx: Context): string {
  return join(ctx.config.dataDir, 'exports');
}

/** The file of one attempt: a worker that was only slow never writes over what another has made. */
export function exportFile(ctx: Context, row: { id: string; attempts: number }): string {
  return join(exportFolder(ctx), `${row.id}.${row.attempts}`);
}
