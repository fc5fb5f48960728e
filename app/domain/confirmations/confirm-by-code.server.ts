import { timingSafeEqual } from 'node:crypto';
import type { Context } from '~/context.server';
import { holdMeaning } from '~/db/letter-versions.server';
import { lockSignatureByEmail } from '~/db/signatures.server';
import { countCodeTry, lockOpenCode, spendToken } from '~/db/tokens.server';
import { parseEmailAddress } from '~/primitives/email-address';
import { findLetter } from '../letters/find-letter.server';
import { takesSignatures } from '../letters/letter-view';
import { hashCode } from '../signatures/ask-to-confirm.server';
import { confirmSignatureRow } from '../signatures/confirm-signature-row.server';
import { signatureEmailIndex } from '../signatures/sealed-signatory.server';
import type { SignatureVisibility } from '../signatures/signature';
import type { Confirmed } from './confirm-token.server';

const triesAllowed = 5;

/**
 * Confirms by the six digits from the mail, for the tab that is still open. Five tries a code;
 * an unknown address, a spent code and a wrong one give the same refusal. `text-changed`, and the
 * code stays good for the link's page to be used instead, when the letter has another meaning by now.
 */
export async function confirmByCode(
  ctx: Context,
  input: { slug: string; email: string; code: string },
): Promise<
  Confirmed | { ok: false; reason: 'not-found' | 'wrong-code' | 'closed' | 'text-changed' }
> {
  const found = await findLetter(ctx, input);
  if (!found.ok) return found;
  const { letter } = found;
  if (!takesSignatures(letter, ctx.clock.now())) return { ok: false, reason: 'closed' };
  const email = parseEmailAddress(input.email);
  const code = input.code.replace(/\D/g, '');
  if (!email || code.length !== 6) return { ok: false, reason: 'wrong-code' };
  const confirmed = await ctx.db.transaction().execute(async (trx) => {
    const meaning = await holdMeaning(trx, letter.id);
    const index = signatureEmailIndex(ctx, letter.id, email);
    const row = await lockSignatureByEmail(trx, letter.id, index);
    if (row?.state !== 'pending') return null;
    const open = await lockOpenCode(trx, row.id);
    if (!open?.code_hash || open.code_tries >= triesAllowed) return null;
    if (!timingSafeEqual(open.code_hash, hashCode(ctx, row.id, code))) {
      await countCodeTry(trx, open.hash);
      return null;
    }
    if (row.meaning !== meaning) return 'text-changed' as const;
    await confirmSignatureRow(ctx, trx, row);
    await spendToken(trx, open.hash);
    const visibility = row.visibility as SignatureVisibility;
    return { signatureId: row.id, visibility, held: row.hold };
  });
  if (confirmed === 'text-changed') return { ok: false, reason: 'text-changed' };
  if (!confirmed) return { ok: false, reason: 'wrong-code' };
  const counted = await findLetter(ctx, input);
  if (!counted.ok) return counted;
  const number = counted.letter.counts.signatures;
  return { ok: true, subject: 'signature', letter: counted.letter, number, ...confirmed };
}
