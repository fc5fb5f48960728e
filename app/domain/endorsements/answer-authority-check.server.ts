import type { Context } from '~/context.server';
import { answerCheckRow, findCheck } from '~/db/endorsement-checks.server';
import { lockEndorsement } from '~/db/endorsements.server';
import { cleanText } from '~/primitives/clean-text';
import { hashToken } from '~/primitives/keyring.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { type CheckAnswer, type CheckState, checkState, longestCheckNote } from './authority-check';
import { sealCheck, unsealCheck } from './sealed-check.server';

/**
 * Keeps the one answer of a published contact, with what it wrote, sealed. What comes after the
 * answer, the end of the link or the decision changes nothing: `state` says what stands.
 */
export async function answerAuthorityCheck(
  ctx: Context,
  input: { token: string; answer: CheckAnswer; note: string },
): Promise<Result<{ state: CheckState }, 'unknown' | 'note-too-long'>> {
  const hash = hashToken(input.token);
  const note = cleanText(input.note) || null;
  return ctx.db.transaction().execute(async (trx) => {
    const known = await findCheck(trx, hash);
    const row = known && (await lockEndorsement(trx, known.endorsement_id));
    const check = row && (await findCheck(trx, hash));
    if (!row || !check) return { ok: false, reason: 'unknown' };
    const state = checkState(check);
    if (state !== 'open') return { ok: true, state };
    if (note && note.length > longestCheckNote) return { ok: false, reason: 'note-too-long' };
    const sealed = sealCheck(ctx, check.id, { ...unsealCheck(ctx, check), note });
    await answerCheckRow(trx, check.id, { answer: input.answer, sealed });
    await recordAudit(trx, {
      actor: { kind: 'system' },
      action: 'endorsement.check-answered',
      letterId: row.letter_id,
      object: { kind: 'endorsement', id: row.id },
      details: { check: check.id, answer: input.answer },
    });
    return { ok: true, state: 'answered' };
  });
}
