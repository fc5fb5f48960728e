import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import { findBatch, insertBatch, nextBatchNumber } from '~/db/paper-batches.server';
import { readDatabaseClock } from '~/db/read-database-clock.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import { recordAudit } from '../audit/record-audit.server';
import { actorKey } from '../organisers/name-actors.server';
import type { Actor } from '../organisers/organiser';
import type { PaperBatchForm } from './paper-batch';
import { sealBatch } from './sealed-batch.server';

/**
 * Enters a batch of signatures on paper: numbers, where, when and by whom, and no name of a
 * signatory. It is shown to nobody outside before it is verified. `id` is the form's own, so that a
 * form that is sent twice is one batch; `in-future` for a day that has not come in the letter's zone.
 */
export async function enterBatch(
  ctx: Context,
  input: { slug: string; id?: string; form: PaperBatchForm; actor: Actor },
): Promise<Result<{ id: string }, 'not-found' | 'in-future'>> {
  const { form, actor } = input;
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const id = input.id && isUuid(input.id) ? input.id : randomUUID();
  return ctx.db.transaction().execute(async (trx) => {
    const now = await readDatabaseClock(trx);
    if (form.until > dayIn(letter.time_zone, now)) return { ok: false, reason: 'in-future' };
    const { place, collector, note, onSheets, valid } = form;
    const number = await nextBatchNumber(trx, letter.id);
    const inserted = await insertBatch(trx, {
      id,
      letter_id: letter.id,
      number,
      collected_from: form.from,
      collected_until: form.until,
      country: form.country,
      on_sheets: onSheets,
      valid,
      sealed: sealBatch(ctx, id, { place, collector, note }),
      entered_by: actorKey(actor),
    });
    if (!inserted) {
      const known = await findBatch(trx, id);
      return known?.letter_id === letter.id ? { ok: true, id } : { ok: false, reason: 'not-found' };
    }
    await recordAudit(trx, {
      actor,
      action: 'paper.entered',
      letterId: letter.id,
      object: { kind: 'paper-batch', id },
      details: { number, onSheets, valid },
    });
    return { ok: true, id };
  });
}

/** `YYYY-MM-DD` where the letter is; Swedish writes days so. */
function dayIn(timeZone: string, moment: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(moment);
}
