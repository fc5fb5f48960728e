import type { Context } from '~/context.server';
import { findProofFile } from '~/db/endorsement-proofs.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';

const extensions: Record<string, string> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
};

/**
 * The document that was kept when an endorsement of this letter was approved, as it was uploaded,
 * with a file name made from its hash.
 */
export async function readProofFile(
  ctx: Context,
  input: { slug: string; id: string },
): Promise<Result<{ bytes: Buffer; contentType: string; fileName: string }, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  const found = isUuid(input.id) ? await findProofFile(ctx.db, input.id) : undefined;
  if (!letter || found?.letter_id !== letter.id || !found.sealed_file || !found.file_type) {
    return { ok: false, reason: 'not-found' };
  }
  const name = `proof-${found.file_hash?.slice(0, 16)}.${extensions[found.file_type]}`;
  return {
    ok: true,
    bytes: ctx.keyring.unsealBytes(found.sealed_file, `endorsement-proof:${input.id}`),
    contentType: found.file_type,
    fileName: name,
  };
}
