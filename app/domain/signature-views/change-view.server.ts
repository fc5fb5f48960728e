import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { findLetterRow } from '~/db/letters.server';
import { deleteView, lockView, updateView, type ViewRow } from '~/db/signature-views.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import type { AuditAction } from '../audit/audit-words';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import { readViewName, type ViewNameFault } from './keep-view.server';
import { sealView, unsealView } from './sealed-view.server';

export type OwnView = { slug: string; id: string; organiserId: string; actor: Actor };

/** Gives one's own view another name, and shares it with the team or no longer. */
export async function changeView(
  ctx: Context,
  input: OwnView & { name: string; shared: boolean },
): Promise<Result<object, 'not-found' | ViewNameFault>> {
  const read = readViewName(input.name);
  if (!read.ok) return read;
  return withOwnView(ctx, input, 'signature-view.changed', async (trx, row) => {
    const { search } = unsealView(ctx, row);
    const sealed = sealView(ctx, row.id, { name: read.name, search });
    await updateView(trx, row.id, { sealed, shared: input.shared });
  });
}

/** Deletes one's own view, for the team too. */
export async function removeView(
  ctx: Context,
  input: OwnView,
): Promise<Result<object, 'not-found'>> {
  return withOwnView(ctx, input, 'signature-view.deleted', (trx, row) => deleteView(trx, row.id));
}

async function withOwnView(
  ctx: Context,
  input: OwnView,
  action: AuditAction,
  act: (trx: Transaction, row: ViewRow) => Promise<void>,
): Promise<Result<object, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter || !isUuid(input.id)) return { ok: false, reason: 'not-found' };
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockView(trx, input.id);
    if (row?.letter_id !== letter.id || row.organiser_id !== input.organiserId) {
      return { ok: false, reason: 'not-found' };
    }
    await act(trx, row);
    await recordAudit(trx, {
      actor: input.actor,
      action,
      letterId: letter.id,
      object: { kind: 'signature-view', id: row.id },
    });
    return { ok: true };
  });
}
