import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import type { Database } from '~/db/client.server';

/** A clock tick of /proc in milliseconds, on every Linux that Node runs on. */
const tick = 10;

function statOf(pid: number | string): number[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text
      .slice(text.lastIndexOf(')') + 4)
      .split(' ')
      .map(Number);
  } catch {
    return undefined;
  }
}

/**
 * A reader of the processor time, in milliseconds, that this process and the database server with all
 * its children have used so far: what work costs, however busy the machine is. Linux only, else NaN.
 */
export async function createCpuClock(db: Database): Promise<() => number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
  const server = statOf(rows[0]?.pid ?? 0)?.[0];
  return () => {
    const { user, system } = process.cpuUsage();
    const ended = server === undefined ? undefined : statOf(server);
    if (!ended) return Number.NaN;
    let ticks = (ended[10] ?? 0) + (ended[11] ?? 0) + (ended[12] ?? 0) + (ended[13] ?? 0);
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const stat = statOf(pid);
      if (stat && stat[0] === server) ticks += (stat[10] ?? 0) + (stat[11] ?? 0);
    }
    return ticks * tick + (user + system) / 1000;
  };
}
