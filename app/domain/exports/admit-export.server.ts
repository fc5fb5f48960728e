import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { countFullExports, insertExport } from '~/db/exports.server';
import type { LetterRow } from '~/db/letters.server';
import { days } from '~/primitives/duration';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { actorKey } from '../organisers/name-actors.server';
import type { ExportAsked } from './export';
import { sealChoice } from './sealed-export.server';
import { tellOwners } from './tell-owners.server';

export const fullExportsADay = 5;

const actions = {
  signatures: 'signatures.exported',
  endorsements: 'endorsements.exported',
  paper: 'paper.exported',
} as const;

/**
 * Puts an export on record before its first byte: its row, who asked for it in the audit log, and
 * for the full record a mail to every owner. An organiser may have the full record five times in 24
 * hours.
 */
export async function admitExport(
  ctx: Context,
  trx: Transaction,
  letter: LetterRow,
  asked: ExportAsked,
  made: { id: string; streamed: boolean; rowCount: number; countedOnly: number | null },
): Promise<Result<object, 'too-many'>> {
  const { actor, what, preset, format, timeZone, view, recipient } = asked;
  const { id, streamed, rowCount, countedOnly } = made;
  const requestedBy = actorKey(actor);
  if (preset === 'full' && actor.kind === 'organiser') {
    const before = await countFullExports(trx, requestedBy, days(1));
    if (before >= fullExportsADay) return { ok: false, reason: 'too-many' };
  }
  await insertExport(trx, {
    id,
    letter_id: letter.id,
    what,
    preset,
    format,
    time_zone: timeZone,
    sealed: sealChoice(ctx, id, asked),
    streamed,
    state: streamed ? 'running' : 'queued',
    requested_by: requestedBy,
    expected: rowCount,
    counted_only: countedOnly,
  });
  await recordAudit(trx, {
    actor,
    action: actions[what],
    letterId: letter.id,
    object: { kind: 'export', id },
    details: {
      preset,
      format,
      rows: rowCount,
      timeZone,
      ...(view ? { narrowed: true } : {}),
      ...(recipient ? { encrypted: true } : {}),
    },
  });
  if (preset === 'full') await tellOwners(ctx, trx, letter, asked, { id, rows: rowCount });
  return { ok: true };
}
