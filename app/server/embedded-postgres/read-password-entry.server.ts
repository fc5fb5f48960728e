import { readFileSync } from 'node:fs';

export type PasswordEntry = { name: string; uid: number; gid: number };

/** The system's entry for a user name or number, or null. */
export function readPasswordEntry(user: string | number): PasswordEntry | null {
  let table: string;
  try {
    table = readFileSync('/etc/passwd', 'utf8');
  } catch {
    return null;
  }
  for (const line of table.split('\n')) {
    const [name = '', , uid, gid] = line.split(':');
    if (name === user || Number(uid) === user) return { name, uid: Number(uid), gid: Number(gid) };
  }
  return null;
}
