import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import { findSignatureIdByEmail } from '~/db/signature-table.server';
import { parseEmailAddress } from '~/primitives/email-address';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import { signatureEmailIndex } from './sealed-signatory.server';

/**
 * The letter's signature of one mailbox, found by the keyed hash of its exact address: parts of
 * addresses find nothing. Every search is in the audit log, without the address.
 */
export async function findByAddress(
  ctx: Context,
  input: { slug: string; email: string; actor: Actor },
): Promise<Result<{ id: string }, 'not-found' | 'no-address' | 'nobody'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const email = parseEmailAddress(input.email);
  if (!email) return { ok: false, reason: 'no-address' };
  const index = signatureEmailIndex(ctx, letter.id, email);
  return ctx.db.transaction().execute(async (trx) => {
    const id = await findSignatureIdByEmail(trx, letter.id, index);
    await recordAudit(trx, {
      actor: input.actor,
      action: 'signatures.searched-by-address',
      letterId: letter.id,
      ...(id ? { object: { kind: 'signature', id } } : {}),
      details: { found: id !== null },
    });
    return id ? { ok: true, id } : { ok: false, reason: 'nobody' };
  });
}
