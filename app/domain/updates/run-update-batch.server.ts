import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import {
  countQueuedRecipients,
  lockWaitingRecipients,
  markSkipped,
} from '~/db/update-recipients.server';
import { findSubscribed } from '~/db/update-subscribers.server';
import { lockUpdateToSend, markSending, tryLockSending } from '~/db/updates.server';
import { minutes, seconds } from '~/primitives/duration';
import { recordAudit } from '../audit/record-audit.server';
import type { SkipReason } from './update';
import { writeUpdateMails } from './write-update-mails.server';
import { writtenUpdate } from './written-update.server';

const smallest = 20;
/** What a batch holds locked must not keep a signer waiting for long. */
const largest = 100;
/** How much is written ahead: little, so that stopping stops, and confirmations meet no queue. */
const ahead = seconds(5);

/** Milliseconds between two mails, and how many are written at once. */
function paceOf({ config }: Context): { between: number; batch: number } {
  const { updatesPerMinute, retryScale } = config;
  const wanted = Math.ceil((updatesPerMinute * ahead) / minutes(1));
  return {
    between: (minutes(1) / updatesPerMinute) * retryScale,
    batch: Math.min(largest, Math.max(smallest, wanted)),
  };
}

/**
 * Writes the next mails of the oldest approved update into the outbox, evenly spread over the time
 * until the next batch, in one transaction with how far it came: a kill at any moment loses nothing
 * and repeats nothing. Looks at each person again; who does not want it any more is skipped. Waits
 * while the mail server is slower than the pace. False when nothing was due. Any number of workers may call it, one of them writes.
 */
export async function runUpdateBatch(ctx: Context): Promise<boolean> {
  const { between, batch } = paceOf(ctx);
  return ctx.db.transaction().execute(async (trx) => {
    if (!(await tryLockSending(trx))) return false;
    const row = await lockUpdateToSend(trx);
    if (!row?.due || (await countQueuedRecipients(trx, row.id)) >= 2 * batch) return false;
    const letter = await findLetterRow(trx, { id: row.letter_id });
    if (!letter) throw new Error('a row refers to a letter that does not exist');
    const source = { row, letter, ...(await writtenUpdate(trx, row)) };
    if (source.hash !== row.approved_hash) throw new Error('not what was approved');
    const waiting = await lockWaitingRecipients(trx, row.id, batch);
    const people = waiting.flatMap(({ signature_id }) => signature_id ?? []);
    const subscribed = await findSubscribed(trx, people);
    const skipped = new Map<number, SkipReason>();
    const wanted = waiting.flatMap((one) => {
      const { signature_id: signatureId, sealed, slot } = one;
      if (signatureId && sealed && slot && subscribed.has(signatureId)) {
        return [{ ...one, signatureId, sealed, slot }];
      }
      skipped.set(one.id, whyNot(one));
      return [];
    });
    const written = await writeUpdateMails(ctx, trx, { source, people: wanted, between });
    for (const [id, reason] of written.skipped) skipped.set(id, reason);
    for (const reason of new Set(skipped.values())) {
      const ids = [...skipped].filter(([, why]) => why === reason).map(([id]) => id);
      await markSkipped(trx, ids, reason);
    }
    await markSending(trx, row.id, written.mails * between);
    if (row.state === 'approved') {
      await recordAudit(trx, {
        actor: { kind: 'system' },
        action: 'update.sending',
        letterId: row.letter_id,
        object: { kind: 'update', id: row.id },
        details: { recipients: row.recipients, onTimeline: row.on_timeline },
      });
    }
    return waiting.length > 0 || row.state === 'approved';
  });
}

function whyNot(one: { signature_id: string | null; state: string | null }): SkipReason {
  if (one.signature_id === null) return 'erased';
  return one.state === 'confirmed' ? 'unsubscribed' : 'not-signed';
}
