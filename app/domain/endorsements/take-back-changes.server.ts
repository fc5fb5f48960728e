import type { Context } from '~/context.server';
import { deleteChanges } from '~/db/endorsement-changes.server';
import { lockEndorsement } from '~/db/endorsements.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { findMyEndorsementId } from './find-my-endorsement-id.server';

/** Takes back what an organisation asked to have changed; repeating it is harmless. */
export async function takeBackChanges(
  ctx: Context,
  input: { token: string },
): Promise<Result<object, 'unknown'>> {
  return ctx.db.transaction().execute(async (trx) => {
    const id = await findMyEndorsementId(trx, input.token);
    const row = id ? await lockEndorsement(trx, id) : undefined;
    if (!row) return { ok: false, reason: 'unknown' };
    if (await deleteChanges(trx, row.id)) {
      await recordAudit(trx, {
        actor: { kind: 'system' },
        action: 'endorsement.changes-taken-back',
        letterId: row.letter_id,
        object: { kind: 'endorsement', id: row.id },
      });
    }
    return { ok: true };
  });
}
