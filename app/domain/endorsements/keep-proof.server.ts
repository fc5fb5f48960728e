import { createHash } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { insertProof } from '~/db/endorsement-proofs.server';
import { type Proof, proofFileType } from './proof.server';

/**
 * Keeps with an approval who authorised it and the document that shows it, sealed, and returns the
 * document's SHA-256 (hex) for the record; null without one. Throws on a file of another kind,
 * which whoever approves has refused before.
 */
export async function keepProof(
  ctx: Context,
  trx: Transaction,
  endorsementId: string,
  { authorisedBy, note, file }: Proof,
): Promise<string | null> {
  if (!authorisedBy && !note && !file) return null;
  const type = file && proofFileType(file);
  if (file && !type) throw new Error('a proof of an unknown kind');
  const hash = file && createHash('sha256').update(file).digest('hex');
  const context = `endorsement-proof:${endorsementId}`;
  await insertProof(trx, {
    endorsement_id: endorsementId,
    sealed: ctx.keyring.seal({ authorisedBy, note }, context),
    file_type: type,
    file_hash: hash,
    sealed_file: file && ctx.keyring.sealBytes(file, context),
  });
  return hash;
}
