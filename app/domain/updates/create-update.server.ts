import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import { insertUpdate } from '~/db/updates.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { actorKey } from '../organisers/name-actors.server';
import type { Actor } from '../organisers/organiser';
import type { UpdateKind } from './update';

/** Begins an update of a letter, empty and a draft; returns its id. */
export async function createUpdate(
  ctx: Context,
  input: { slug: string; kind: UpdateKind; actor: Actor },
): Promise<Result<{ id: string }, 'not-found'>> {
  const { slug, kind, actor } = input;
  return ctx.db.transaction().execute(async (trx) => {
    const letter = await findLetterRow(trx, { slug });
    if (!letter) return { ok: false, reason: 'not-found' };
    const id = await insertUpdate(trx, {
      letter_id: letter.id,
      kind,
      changed_by: actorKey(actor),
    });
    await recordAudit(trx, {
      actor,
      action: 'update.begun',
      letterId: letter.id,
      object: { kind: 'update', id },
      details: { kind },
    });
    return { ok: true, id };
  });
}
