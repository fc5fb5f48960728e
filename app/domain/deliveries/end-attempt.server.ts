import type { Transaction } from '~/db/client.server';
import { finishPreparation, type PreparationAttempt } from '~/db/delivery-preparations.server';

/** What an attempt has printed is not wanted any more: it was called off, or another worker has taken over. */
export class NotWanted extends Error {}

/**
 * Ends the attempt of a worker, where it is one, in the transaction that stores what came of it. Throws
 * `NotWanted`, and with it takes the transaction back, when it is not this worker's any more.
 */
export async function endAttempt(
  trx: Transaction,
  attempt: PreparationAttempt | undefined,
): Promise<void> {
  if (attempt && !(await finishPreparation(trx, attempt))) throw new NotWanted();
}
