import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Makes the `postmaster.pid` of a server that is gone harmless. Its process id may be a zombie's or another
 * program's by now, for which PostgreSQL would refuse to start; the id of PostgreSQL's own parent it passes over.
 * The rest stays: by the shared memory named there it finds backends of the old server that are still at work.
 */
export function disownPostmasterFile(path: string): void {
  // A server that stopped in order has removed it.
  if (!existsSync(path)) return;
  const content = readFileSync(path, 'utf8');
  if (!/^\d+\n/.test(content)) rmSync(path);
  else writeFileSync(path, content.replace(/^\d+/, String(process.pid)));
}
