import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import {
  deleteAbandonedCounts,
  insertInvalidation,
  updateInvalidation,
} from '~/db/invalidations.server';
import { findLetterRow } from '~/db/letters.server';
import { freezeSelection, type SelectedIds } from '~/db/selection-items.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import { recordAudit } from '../audit/record-audit.server';
import { countHoldsFor } from '../invalidations/invalidation';
import { sealCriteria } from '../invalidations/sealed-criteria.server';
import { actorKey } from '../organisers/name-actors.server';
import type { Actor } from '../organisers/organiser';
import type { SignatureListFilter, SignatureSort } from '../signatures/signature-list';
import { toTableFilter } from '../signatures/to-table-filter';
import { mostTicks, type SelectedGroup } from './selection';

type What = { ids: string[] } | { filter: SignatureListFilter; sort: SignatureSort };

/** Takes back what was written when nothing was found. */
class NothingFound extends Error {}

/**
 * Selects ticked signatures, at most a hundred, or all that a view finds at this moment, and freezes
 * exactly those: what is done with the selection is done with them, whoever signs in the meantime.
 * Changes no signature; a selection that nobody acts on is forgotten after a day.
 */
export async function selectSignatures(
  ctx: Context,
  input: { slug: string; what: What; actor: Actor },
): Promise<Result<{ id: string; count: number }, 'not-found' | 'nothing-found'>> {
  const { what, actor } = input;
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const selected = selectedIds(what, letter.time_zone);
  if (!selected) return { ok: false, reason: 'nothing-found' };
  const id = randomUUID();
  const filter = 'filter' in what ? what.filter : null;
  try {
    return await ctx.db.transaction().execute(async (trx) => {
      await deleteAbandonedCounts(trx, letter.id, countHoldsFor);
      const begun = { id, letter_id: letter.id, state: 'counted', reason: '', expected: 0 };
      await insertInvalidation(trx, {
        ...begun,
        criteria: sealCriteria(ctx, id, { states: [], selected: { filter, groups: [] } }),
        requested_by: actorKey(actor),
        chosen_by: filter ? 'filter' : 'ticks',
      });
      const groups = (await freezeSelection(trx, id, letter.id, selected)) as SelectedGroup[];
      const expected = groups.reduce((sum, { count }) => sum + count, 0);
      if (expected === 0) throw new NothingFound();
      const criteria = sealCriteria(ctx, id, { states: [], selected: { filter, groups } });
      await updateInvalidation(trx, id, { expected, criteria });
      await recordAudit(trx, {
        actor,
        action: 'signatures.selected',
        letterId: letter.id,
        object: { kind: 'invalidation', id },
        details: { count: expected, by: filter ? 'view' : 'ticks' },
      });
      return { ok: true as const, id, count: expected };
    });
  } catch (error) {
    if (error instanceof NothingFound) return { ok: false, reason: 'nothing-found' };
    throw error;
  }
}

function selectedIds(what: What, timeZone: string): SelectedIds | null {
  if ('ids' in what) {
    const ids = what.ids.filter(isUuid).slice(0, mostTicks);
    return ids.length > 0 ? { ids } : null;
  }
  const filter = toTableFilter(what.filter, what.sort, timeZone);
  return filter ? { filter } : null;
}
