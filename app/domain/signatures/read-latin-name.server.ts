import type { Context } from '~/context.server';
import { findSignature } from '~/db/signatures.server';
import { hasOtherLetters } from '~/primitives/latin-letters';
import { unsealSignatory } from './sealed-signatory.server';

/**
 * The spelling in Latin letters of a signature that has just been confirmed, and whether it is
 * worth asking for: the name has other letters, and its owner lets somebody read it. The caller
 * knows that the browser is the owner's.
 */
export async function readLatinName(
  ctx: Context,
  input: { signatureId: string },
): Promise<{ asked: boolean; latinName: string | null }> {
  const row = await findSignature(ctx.db, input.signatureId);
  if (!row || (row.state !== 'confirmed' && row.state !== 'held')) {
    return { asked: false, latinName: null };
  }
  const { name, latinName = null } = unsealSignatory(ctx, row);
  return { asked: row.visibility !== 'counted' && hasOtherLetters(name), latinName };
}
