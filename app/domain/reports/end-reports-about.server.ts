import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { lockOpenCaseAbout } from '~/db/report-cases.server';
import { closeCase } from './close-case.server';

/**
 * Ends the open case about a signature that its owner takes back or erases, in that transaction;
 * whoever reported it is told that it does not stand any more.
 */
export async function endReportsAbout(
  ctx: Context,
  trx: Transaction,
  signatureId: string,
): Promise<void> {
  const row = await lockOpenCaseAbout(trx, signatureId);
  if (row) await closeCase(ctx, trx, row, { state: 'gone', actor: { kind: 'system' } });
}
