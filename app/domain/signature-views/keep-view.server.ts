import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import { countViews, insertView } from '~/db/signature-views.server';
import { cleanLine } from '~/primitives/person-name';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import { sealView } from './sealed-view.server';
import { longestViewName, mostViews } from './signature-view';

export type ViewNameFault = 'name-missing' | 'name-too-long';

/** A view's name as it is kept, or why it cannot be one. */
export function readViewName(typed: string): Result<{ name: string }, ViewNameFault> {
  const name = cleanLine(typed);
  if (!name) return { ok: false, reason: 'name-missing' };
  if (name.length > longestViewName) return { ok: false, reason: 'name-too-long' };
  return { ok: true, name };
}

/**
 * Keeps the filters and order of the table under a name, for oneself or for the team. `too-many` at
 * thirty of one organiser's own on a letter.
 */
export async function keepView(
  ctx: Context,
  input: {
    slug: string;
    name: string;
    search: string;
    shared: boolean;
    organiserId: string;
    actor: Actor;
  },
): Promise<Result<{ id: string }, 'not-found' | 'too-many' | ViewNameFault>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const read = readViewName(input.name);
  if (!read.ok) return read;
  const id = randomUUID();
  const { organiserId, shared, search } = input;
  return ctx.db.transaction().execute(async (trx) => {
    if ((await countViews(trx, letter.id, organiserId)) >= mostViews) {
      return { ok: false, reason: 'too-many' };
    }
    const sealed = sealView(ctx, id, { name: read.name, search });
    await insertView(trx, { id, letter_id: letter.id, organiser_id: organiserId, shared, sealed });
    await recordAudit(trx, {
      actor: input.actor,
      action: 'signature-view.kept',
      letterId: letter.id,
      object: { kind: 'signature-view', id },
      details: { shared },
    });
    return { ok: true, id };
  });
}
