import type { Context } from '~/context.server';
import type { Database, Transaction } from '~/db/client.server';
import { listTeamRows } from '~/db/letter-roles.server';
import { readDatabaseClock } from '~/db/read-database-clock.server';
import { insertRecipients } from '~/db/update-recipients.server';
import type { Mailing } from '~/db/update-subscribers.server';
import { lockApprovals, markApproved } from '~/db/updates.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { actorKey } from '../organisers/name-actors.server';
import { type OrganiserRole, permits } from '../organisers/organiser';
import { eachRecipient } from './each-recipient.server';
import { promisedUpdates, type UpdateState, updateTransitions } from './update';
import { type LockedUpdate, type UpdateInput, withUpdate } from './with-update.server';

type Refusal =
  | 'not-found'
  | 'wrong-state'
  | 'draft-letter'
  | 'second-person'
  | 'count-mismatch'
  | 'count-changed'
  | 'nobody';

/** Takes back who was frozen. */
class CountChanged extends Error {}

/**
 * Lets an update leave: freezes exactly the people who were counted at `asOf` (ISO 8601), `shown` in
 * number, and the worker begins. Whoever changed it last cannot approve it while somebody else
 * may (`second-person`); who is alone types the count as `confirm`. `count-changed` when fewer want
 * the mail by now, and `nobody` when it would reach nobody and is not for the timeline either.
 */
export async function approveUpdate(
  ctx: Context,
  input: UpdateInput & { asOf: string; shown: number; confirm: string },
): Promise<Result<{ recipients: number }, Refusal>> {
  const { shown, actor } = input;
  try {
    return await withUpdate<{ recipients: number }, Refusal>(ctx, input, async (trx, update) => {
      const { row, letter, hash } = update;
      const may = updateTransitions[row.state as UpdateState].includes('approved');
      if (!may || row.tested_hash !== hash) return { ok: false, reason: 'wrong-state' };
      if (letter.state === 'draft') return { ok: false, reason: 'draft-letter' };
      const own = row.changed_by === actorKey(actor);
      if (own && (await mayOthersApprove(trx, letter.id, row.changed_by))) {
        return { ok: false, reason: 'second-person' };
      }
      if (own && input.confirm.replaceAll(/[\s,.'’]/g, '') !== String(shown)) {
        return { ok: false, reason: 'count-mismatch' };
      }
      if (shown === 0 && !row.on_timeline) return { ok: false, reason: 'nobody' };
      await freeze(ctx, trx, update, input);
      await markApproved(trx, row.id, { hash, by: actorKey(actor), recipients: shown });
      await recordAudit(trx, {
        actor,
        action: 'update.approved',
        letterId: letter.id,
        object: { kind: 'update', id: row.id },
        details: { recipients: shown, hash, secondPerson: !own },
      });
      return { ok: true, recipients: shown };
    });
  } catch (error) {
    if (error instanceof CountChanged) return { ok: false, reason: 'count-changed' };
    throw error;
  }
}

async function freeze(
  ctx: Context,
  trx: Transaction,
  { row }: LockedUpdate,
  { asOf, shown }: { asOf: string; shown: number },
): Promise<void> {
  const counted = new Date(asOf);
  const now = await readDatabaseClock(trx);
  if (Number.isNaN(counted.getTime()) || counted > now) throw new CountChanged();
  await lockApprovals(trx, row.letter_id);
  let people = 0;
  for await (const some of eachRecipient(ctx, trx, mailingOf(row, counted))) {
    await insertRecipients(trx, row.id, some, promisedUpdates);
    people += some.length;
  }
  if (people !== shown) throw new CountChanged();
}

/** Whom an update would go to now, or at the time when they were counted. */
export function mailingOf(row: { letter_id: string; kind: string }, asOf: Date): Mailing {
  return { letterId: row.letter_id, kind: row.kind, promised: promisedUpdates, asOf };
}

/** Whether anybody but this organiser may approve updates of the letter. */
export async function mayOthersApprove(
  db: Database,
  letterId: string,
  organiserId: string,
): Promise<boolean> {
  const team = await listTeamRows(db, letterId);
  return team.some(({ id, here, everywhere }) => {
    const role = everywhere === 'owner' ? 'owner' : (here ?? everywhere);
    return id !== organiserId && permits(role as OrganiserRole | null, 'approve-updates');
  });
}
