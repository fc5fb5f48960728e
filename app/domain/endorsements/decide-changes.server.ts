import type { Context } from '~/context.server';
import { deleteChanges, findChanges, moveAskedLogo } from '~/db/endorsement-changes.server';
import { deleteLogo, updateEndorsementRow } from '~/db/endorsements.server';
import { cleanLine } from '~/primitives/person-name';
import type { Result } from '~/primitives/result';
import { changed } from '../audit/audit-changes';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import { changedParts, toAskedChanges, toWords } from './asked-changes.server';
import { lockEndorsementOf } from './lock-endorsement-of.server';
import { tellOfChanges } from './tell-of-changes.server';

export type DecideChangesInput = {
  id: string;
  slug?: string;
  /** The fingerprint of the request that the organiser has seen. */
  seen: string;
  actor: Actor;
  decision: { accept: true } | { accept: false; reason: string };
};

/**
 * Puts what an organisation asked for in the place of what is public, or lets that stay, and tells
 * the representative in the same transaction. Only exactly what was seen is decided: a request that
 * was replaced meanwhile is `other-now`, one that is gone `nothing-asked`.
 */
export async function decideChanges(
  ctx: Context,
  input: DecideChangesInput,
): Promise<Result<object, 'not-found' | 'nothing-asked' | 'other-now'>> {
  const { actor, decision } = input;
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockEndorsementOf(trx, input);
    if (!row) return { ok: false, reason: 'not-found' };
    const found = row.state === 'approved' ? await findChanges(trx, row.id) : undefined;
    if (!found) return { ok: false, reason: 'nothing-asked' };
    const asked = toAskedChanges(found);
    if (asked.fingerprint !== input.seen) return { ok: false, reason: 'other-now' };
    const parts = [
      ...changedParts(toWords(row), asked),
      ...(asked.logo === 'keep' ? [] : ['logo']),
    ];
    if (decision.accept) {
      await updateEndorsementRow(trx, row.id, {
        organisation: found.organisation,
        organisation_en: found.organisation_en,
        names: found.names,
        statement: found.statement,
      });
      if (asked.logo === 'replace') await moveAskedLogo(trx, row.id);
      if (asked.logo === 'remove') await deleteLogo(trx, row.id);
    }
    await deleteChanges(trx, row.id);
    await recordAudit(trx, {
      actor,
      action: decision.accept ? 'endorsement.changes-accepted' : 'endorsement.changes-declined',
      letterId: row.letter_id,
      object: { kind: 'endorsement', id: row.id },
      details: { parts: parts.join(' ') },
      changes: decision.accept
        ? changed(
            { organisation: row.organisation, organisationEn: row.organisation_en },
            { organisation: found.organisation, organisationEn: found.organisation_en },
          )
        : {},
    });
    const { organisation } = decision.accept ? found : row;
    const outcome = decision.accept
      ? { kind: 'accepted' as const }
      : { kind: 'declined' as const, reason: cleanLine(decision.reason) || null };
    await tellOfChanges(ctx, trx, { ...row, organisation }, outcome);
    return { ok: true };
  });
}
