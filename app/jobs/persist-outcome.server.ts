import { setTimeout as pause } from 'node:timers/promises';
import type { Transaction } from '~/db/client.server';
import { seconds } from '~/primitives/duration';
import type { Outbox } from './outbox.server';

const tries = 90;
const between = seconds(0.5);

/** SQLSTATE classes of a server that is away, busy or restarting. */
const passing = /^(08|40|53|55|57)/;

function isPassing(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return passing.test(code);
  return /^E[A-Z]+$/.test(String(code)) || /connection|timeout/i.test(String(message));
}

/**
 * Writes what is known after a try in one transaction and, while the database is away, tries again
 * for 45 seconds, well within the lease: an answer that was heard must not become "unknown".
 */
export async function persistOutcome(
  outbox: Outbox,
  write: (trx: Transaction) => Promise<void>,
): Promise<void> {
  for (let left = tries; ; left -= 1) {
    try {
      return await outbox.ctx.db.transaction().execute(write);
    } catch (error) {
      if (left <= 1 || outbox.signal.aborted || !isPassing(error)) throw error;
      await pause(between);
    }
  }
}
