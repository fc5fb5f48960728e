import type { Context } from '~/context.server';
import type { Database } from '~/db/client.server';
import { findSignature, lockSignature, updateSignatureRow } from '~/db/signatures.server';
import { upsertSuppression } from '~/db/suppressions.server';
import { findToken } from '~/db/tokens.server';
import { markUnsubscribed } from '~/db/update-recipients.server';
import type { Locale } from '~/i18n/locale';
import { hashToken } from '~/primitives/keyring.server';
import type { Result } from '~/primitives/result';
import { findLetterById } from '../letters/find-letter-by-id.server';
import type { LetterView } from '../letters/letter-view';
import { recipientIndexOf } from '../messages/recipient-index.server';
import { unsealSignatory } from './sealed-signatory.server';

/** The signature that a link to unsubscribe, or to manage, belongs to; null when it is unknown. */
async function findSubscriber(db: Database, token: string): Promise<string | null> {
  const row = await findToken(db, hashToken(token), ['unsubscribe', 'manage-signature']);
  return row && !row.expired ? row.signature_id : null;
}

/** What a link to unsubscribe is about, and in which language its reader signed. Changes nothing. */
export async function readLetterMail(
  ctx: Context,
  input: { token: string },
): Promise<Result<{ letter: LetterView; locale: Locale }, 'unknown'>> {
  const id = await findSubscriber(ctx.db, input.token);
  const row = id ? await findSignature(ctx.db, id) : undefined;
  if (!row) return { ok: false, reason: 'unknown' };
  const letter = await findLetterById(ctx, row.letter_id);
  return { ok: true, letter, locale: row.locale as Locale };
}

/**
 * Ends reminders and news about one letter for the owner of a signature; the signature itself
 * stays. Mails that the owner asks for still come. Repeating it is harmless.
 */
export async function stopLetterMail(
  ctx: Context,
  input: { token: string },
): Promise<Result<object, 'unknown'>> {
  return ctx.db.transaction().execute(async (trx) => {
    const id = await findSubscriber(trx, input.token);
    const row = id ? await lockSignature(trx, id) : undefined;
    if (!row) return { ok: false, reason: 'unknown' };
    await updateSignatureRow(trx, row.id, { updates: false });
    await markUnsubscribed(trx, { signatureId: row.id, hash: hashToken(input.token) });
    const { email } = unsealSignatory(ctx, row);
    if (email) {
      await upsertSuppression(trx, {
        recipientIndex: recipientIndexOf(ctx, email),
        letterId: row.letter_id,
        reason: 'unsubscribed',
        detail: null,
        validFor: null,
      });
    }
    return { ok: true };
  });
}
