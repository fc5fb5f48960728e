import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { keepIf } from '~/db/rehearse.server';
import { insertOrLockSignature } from '~/db/signatures.server';
import { countConfirmations } from '~/db/tokens.server';
import type { Locale } from '~/i18n/locale';
import { parseEmailAddress } from '~/primitives/email-address';
import type { Result } from '~/primitives/result';
import { findLetter } from '../letters/find-letter.server';
import { type LetterView, takesSignatures } from '../letters/letter-view';
import { mailsPerLetter } from './ask-again.server';
import { askToConfirm } from './ask-to-confirm.server';
import { sealSignatory, signatureEmailIndex, unsealSignatory } from './sealed-signatory.server';
import type { SignatureVisibility } from './signature';
import { tellAlreadySigned } from './tell-already-signed.server';

type Found = Awaited<ReturnType<typeof insertOrLockSignature>>;
type Resending = { letter: LetterView; locale: Locale; email: string };

/**
 * Sends the confirmation once more. The answer is the same whether or not the mailbox is known,
 * has confirmed, or has had its share of mail for today, and so is the work: for an unknown one a
 * signature is written and taken back.
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
  const resending = { letter, locale: input.locale, email };
  await ctx.db.transaction().execute((trx) => resend(ctx, trx, resending));
  return { ok: true };
}

async function resend(ctx: Context, trx: Transaction, resending: Resending): Promise<void> {
  const { letter, locale, email } = resending;
  const known = await findOrRehearse(ctx, trx, resending);
  if (!known) return;
  if (known.state !== 'pending') {
    return tellAlreadySigned(ctx, trx, { letter, row: known, typed: email });
  }
  const { total } = await countConfirmations(trx, known.id, 0);
  await askToConfirm(ctx, trx, {
    signatureId: known.id,
    letter,
    locale,
    person: unsealSignatory(ctx, known),
    visibility: known.visibility as SignatureVisibility,
    newsFrom: known.news_from,
    replaces: true,
    refused: total >= mailsPerLetter,
  });
}

/** The mailbox's signature, locked; null after doing, and taking back, what a new one would cost. */
async function findOrRehearse(ctx: Context, trx: Transaction, resending: Resending) {
  const { letter, locale, email } = resending;
  const id = randomUUID();
  const visibility: SignatureVisibility = 'counted';
  const person = { email, name: '', title: null, affiliation: null, comment: null };
  let known: Found | null = null;
  const row = {
    id,
    letter_id: letter.id,
    letter_version_id: letter.version.id,
    visibility,
    locale,
    email_index: signatureEmailIndex(ctx, letter.id, email),
    sealed: sealSignatory(ctx, id, person),
  };
  await keepIf(trx, async () => {
    const found = await insertOrLockSignature(trx, row);
    if (found.inserted) {
      await countConfirmations(trx, id, 0);
      const nobody = { signatureId: id, person, visibility, newsFrom: null };
      await askToConfirm(ctx, trx, { ...nobody, letter, locale, replaces: true });
    } else known = found;
    return !found.inserted;
  });
  return known as Found | null;
}
