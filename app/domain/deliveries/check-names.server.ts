import type { Context } from '~/context.server';
import { listLetterSignatoryRows } from '~/db/letter-signatories.server';
import type { TakenSnapshot } from '../letters/take-snapshot.server';
import { unsealSignatory } from '../signatures/sealed-signatory.server';

/**
 * How many entries of a frozen annex have a name that the people behind it do not give to the
 * addressee, compared one by one with what is stored; only the number leaves this function.
 */
export async function countPrivateNames(
  ctx: Context,
  letterId: string,
  frozen: TakenSnapshot,
): Promise<number> {
  const rows = await listLetterSignatoryRows(ctx.db, letterId);
  const given = new Map(rows.map((row) => [row.id, unsealSignatory(ctx, row).name]));
  const entries = frozen.snapshot.signatories;
  return entries.filter(({ name }, index) => {
    const id = frozen.signatureIds[index];
    return id === undefined || given.get(id) !== name;
  }).length;
}
