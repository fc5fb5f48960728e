import type { Context } from '~/context.server';
import { deleteChanges } from '~/db/endorsement-changes.server';
import { endChecks } from '~/db/endorsement-checks.server';
import { lockEndorsement, updateEndorsementRow } from '~/db/endorsements.server';
import { endMailboxChange } from '~/db/mailbox-changes.server';
import { replaceConfirmations } from '~/db/tokens.server';
import type { Result } from '~/primitives/result';
import { changed } from '../audit/audit-changes';
import { recordAudit } from '../audit/record-audit.server';
import { type EndorsementState, endorsementTransitions } from './endorsement';
import { findMyEndorsementId } from './find-my-endorsement-id.server';

/** Takes an organisation's name off the letter at once, with what it asked for; repeating it is harmless. */
export async function withdrawEndorsement(
  ctx: Context,
  input: { token: string },
): Promise<Result<object, 'unknown'>> {
  return ctx.db.transaction().execute(async (trx) => {
    const id = await findMyEndorsementId(trx, input.token);
    const row = id ? await lockEndorsement(trx, id) : undefined;
    if (!row) return { ok: false, reason: 'unknown' };
    if (endorsementTransitions[row.state as EndorsementState].includes('withdrawn')) {
      await updateEndorsementRow(trx, row.id, {
        state: 'withdrawn',
        coordinator: false,
        public_representative: null,
        public_role: null,
      });
      await deleteChanges(trx, row.id);
      await endMailboxChange(trx, row.id, 'stopped');
      await endChecks(trx, row.id);
      await replaceConfirmations(trx, { endorsementId: row.id });
      await recordAudit(trx, {
        actor: { kind: 'system' },
        action: 'endorsement.withdrawn',
        letterId: row.letter_id,
        object: { kind: 'endorsement', id: row.id },
        details: { from: row.state },
        changes: changed({ state: row.state }, { state: 'withdrawn' }),
      });
    }
    return { ok: true };
  });
}
