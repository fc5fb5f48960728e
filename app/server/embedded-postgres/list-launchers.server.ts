import { statSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { Launcher } from './launcher';
import { readPasswordEntry } from './read-password-entry.server';

const nobody = readPasswordEntry('nobody') ?? { uid: 65534, gid: 65534 };

const userNamespace: Launcher = {
  kind: 'user-namespace',
  prefix: ['unshare', '--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`, '--'],
};

/** The ways to run PostgreSQL as this user, best first; `cluster` need not exist yet. */
export function listLaunchers(cluster: string, program: string): Launcher[] {
  if (process.geteuid?.() !== 0) {
    const direct: Launcher = { kind: 'direct', prefix: [] };
    // initdb looks up its user's name, which a bare number in a container lacks.
    return hasName() ? [direct] : [userNamespace, direct];
  }
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return [becomeUser(owner)];
  const installer = statSync(program);
  const named = installer.uid !== 0 && readPasswordEntry(installer.uid) !== null;
  return [
    ...(process.platform === 'linux' ? [userNamespace] : []),
    ...(named ? [becomeUser(installer)] : []),
    becomeUser(nobody),
  ];
}

function becomeUser({ uid, gid }: { uid: number; gid: number }): Launcher {
  return { kind: 'other-user', prefix: [], identity: { uid, gid } };
}

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}
