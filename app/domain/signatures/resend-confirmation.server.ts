import type { Context } from '~/context.server';
import { lockSignatureByEmail } from '~/db/signatures.server';
import { countConfirmations, replaceConfirmations } from '~/db/tokens.server';
import type { Locale } from '~/i18n/locale';
import { parseEmailAddress } from '~/primitives/email-address';
import type { Result } from '~/primitives/result';
import { findLetter } from '../letters/find-letter.server';
import { takesSignatures } from '../letters/letter-view';
import { mayMailAgain } from '../messages/may-mail-again.server';
import { mailsPerLetter } from './ask-again.server';
import { askToConfirm } from './ask-to-confirm.server';
import { signatureEmailIndex, unsealSignatory } from './sealed-signatory.server';
import type { SignatureVisibility } from './signature';
import { tellAlreadySigned } from './tell-already-signed.server';

/**
 * Sends the confirmation once more. The answer is the same whether or not the mailbox is known,
 * has confirmed, or has had its share of mail for today.
 */
export async function resendConfirmation(
  ctx: Context,
  input: { slug: string; locale: Locale; email: string },
): Promise<Result<object, 'not-found' | 'closed'>> {
  const found = await findLetter(ctx, input);
  if (!found.ok) return found;
  const { letter } = found;
  if (!takesSignatures(letter, ctx.clock.now())) return { ok: false, reason: 'closed' };
  const email = parseEmailAddress(input.email);
  if (!email) return { ok: true };
  await ctx.db.transaction().execute(async (trx) => {
    const row = await lockSignatureByEmail(
      trx,
      letter.id,
      signatureEmailIndex(ctx, letter.id, email),
    );
    if (row?.state === 'confirmed') return tellAlreadySigned(ctx, trx, { letter, row });
    if (row?.state !== 'pending' || !(await mayMailAgain(ctx, trx, email))) return;
    const { total } = await countConfirmations(trx, row.id, 0);
    if (total >= mailsPerLetter) return;
    await replaceConfirmations(trx, { signatureId: row.id });
    await askToConfirm(ctx, trx, {
      signatureId: row.id,
      letter,
      locale: input.locale,
      person: unsealSignatory(ctx, row),
      visibility: row.visibility as SignatureVisibility,
    });
  });
  return { ok: true };
}
