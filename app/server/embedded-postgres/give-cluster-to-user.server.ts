import { lchownSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Launcher } from './launcher';

/** PostgreSQL opens only what its own user owns: hands the whole folder over when the launcher becomes another user. */
export function giveClusterToUser(cluster: string, { identity }: Launcher): void {
  if (identity === undefined || statSync(cluster).uid === identity.uid) return;
  for (const entry of readdirSync(cluster, { recursive: true, withFileTypes: true })) {
    lchownSync(join(entry.parentPath, entry.name), identity.uid, identity.gid);
  }
  // The folder itself last: its owner tells the next start whether the work was finished.
  lchownSync(cluster, identity.uid, identity.gid);
}
