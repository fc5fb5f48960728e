import type { Transaction } from '~/db/client.server';
import { type EndorsementRow, lockEndorsement } from '~/db/endorsements.server';
import { findLetterRow } from '~/db/letters.server';

/**
 * An endorsement, locked until the transaction ends. One of another letter than `slug` is as unknown
 * as one that does not exist.
 */
export async function lockEndorsementOf(
  trx: Transaction,
  input: { id: string; slug?: string },
): Promise<EndorsementRow | undefined> {
  const row = await lockEndorsement(trx, input.id);
  if (!row || input.slug === undefined) return row;
  const letter = await findLetterRow(trx, { slug: input.slug });
  return letter?.id === row.letter_id ? row : undefined;
}
