import type { Transaction } from '~/db/client.server';
import { type EndorsementRow, lockEndorsement } from '~/db/endorsements.server';
import { findLetterRow } from '~/db/letters.server';

/**
 * An endorsement, locked, if it exists and stands under the letter `slug`; without a slug, as for
 * the operator, under any.
 */
export async function lockEndorsementOf(
  trx: Transaction,
  input: { id: string; slug?: string },
): Promise<EndorsementRow | null> {
  const row = await lockEndorsement(trx, input.id);
  if (!row) return null;
  if (input.slug === undefined) return row;
  const letter = await findLetterRow(trx, { slug: input.slug });
  return letter?.id === row.letter_id ? row : null;
}
