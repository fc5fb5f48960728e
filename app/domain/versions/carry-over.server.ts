import type { Context } from '~/context.server';
import { moveSignature } from '~/db/carry-overs.server';
import { holdMeaningFor } from '~/db/letter-versions.server';
import { lockSignature } from '~/db/signatures.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { findMySignatureId } from '../signatures/find-my-signature-id.server';
import { stateOf } from './read-carry-over.server';

/**
 * Lets a signature stand for the letter's present text, because its owner saw that (`seen`, its
 * hash) in a language and pressed the button; what was agreed to before stays on record. Repeating
 * it is harmless. `text-changed` when another text has been published since the page was made.
 */
export async function carryOver(
  ctx: Context,
  input: { token: string; seen: string; locale: Locale },
): Promise<Result<object, 'unknown' | 'text-changed' | 'not-signed' | 'closed'>> {
  return ctx.db.transaction().execute(async (trx) => {
    const id = await findMySignatureId(trx, input.token);
    if (!id) return { ok: false, reason: 'unknown' };
    await holdMeaningFor(trx, id);
    const row = await lockSignature(trx, id);
    if (!row) return { ok: false, reason: 'unknown' };
    const letter = await findLetterById({ ...ctx, db: trx }, row.letter_id);
    const state = stateOf(row, letter, ctx.clock.now());
    if (state === 'stands') return { ok: true };
    if (state !== 'asked') return { ok: false, reason: state };
    if (input.seen !== letter.version.hash) return { ok: false, reason: 'text-changed' };
    const versionId = letter.version.id;
    await moveSignature(trx, { signatureId: row.id, versionId, locale: input.locale });
    return { ok: true };
  });
}
