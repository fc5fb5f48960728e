import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import {
  insertSignature,
  lockSignatureByEmail,
  type SignatureRow,
  updateSignatureRow,
} from '~/db/signatures.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { findLetter } from '../letters/find-letter.server';
import { type LetterView, takesSignatures } from '../letters/letter-view';
import { mayMailAgain } from '../messages/may-mail-again.server';
import { askAgain } from './ask-again.server';
import { askToConfirm } from './ask-to-confirm.server';
import { sealSignatory, signatureEmailIndex } from './sealed-signatory.server';
import type { SealedSignatory, SignForm } from './signature';
import { tellAlreadySigned } from './tell-already-signed.server';

export type SignInput = { slug: string; locale: Locale; form: SignForm; source?: string };

/**
 * Takes a signature: a pending row and its confirmation mail in one transaction, so that what was
 * answered is on disk and what is on disk will be asked for. Nothing counts before it is confirmed.
 * The answer is the same for a mailbox that has signed already; only its owner learns by mail.
 */
export async function signLetter(
  ctx: Context,
  input: SignInput,
): Promise<Result<{ letter: LetterView }, 'not-found' | 'closed'>> {
  const found = await findLetter(ctx, input);
  if (!found.ok) return found;
  const { letter } = found;
  if (!takesSignatures(letter, ctx.clock.now())) return { ok: false, reason: 'closed' };
  await ctx.db.transaction().execute((trx) => takeSignature(ctx, trx, letter, input));
  return { ok: true, letter };
}

async function takeSignature(
  ctx: Context,
  trx: Transaction,
  letter: LetterView,
  input: SignInput,
): Promise<void> {
  const { form, locale } = input;
  const { email, name, title, affiliation, comment } = form;
  const person: SealedSignatory = { email, name, title, affiliation, comment };
  const emailIndex = signatureEmailIndex(ctx, letter.id, email);
  const id = randomUUID();
  const choices = {
    letter_version_id: letter.version.id,
    visibility: form.visibility,
    locale,
    country: form.country,
    updates: form.updates,
  };
  const inserted = await insertSignature(trx, {
    ...choices,
    id,
    letter_id: letter.id,
    source: input.source ?? null,
    email_index: emailIndex,
    sealed: sealSignatory(ctx, id, person),
  });
  const mail = { letter, locale, person, visibility: form.visibility };
  if (inserted) {
    if (await mayMailAgain(ctx, trx, email))
      await askToConfirm(ctx, trx, { ...mail, signatureId: id });
    return;
  }
  const known = await lockSignatureByEmail(trx, letter.id, emailIndex);
  if (!known || known.state === 'invalidated') return;
  if (known.state === 'confirmed') return tellAlreadySigned(ctx, trx, { letter, row: known });
  await signAgain(known);

  async function signAgain(row: SignatureRow): Promise<void> {
    const asked = await askAgain(ctx, trx, { ...mail, row, choices });
    if (!asked) return;
    await updateSignatureRow(trx, row.id, {
      ...choices,
      state: 'pending',
      sealed: sealSignatory(ctx, row.id, person),
      confirmed_at: null,
      withdrawn_at: null,
    });
  }
}
