import type { Context } from '~/context.server';
import type { SignaturePlace } from '~/db/due-erasures.server';
import { readDatabaseClock } from '~/db/read-database-clock.server';
import { insertRetentionRun, type StoredRun, updateRetentionRun } from '~/db/retention-runs.server';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import { certifyRun } from './certify-run.server';
import { keepErasures } from './keep-erasures.server';
import { retentionBatch } from './retention';
import { type RetentionStep, retentionSteps } from './retention-steps.server';

export type RetentionRun = { id: number; erased: Record<string, number>; certificateHash: string };

/**
 * Erases and deletes what is due, in bounded batches of one transaction each, until nothing is
 * left. The certificate changes in the transaction of each batch, so that it is true at every
 * moment: a run that is killed has certified what it did, and the next one does the rest.
 */
export async function runRetention(
  ctx: Context,
  input: { actor: Actor; batch?: number },
): Promise<RetentionRun> {
  const limit = input.batch ?? retentionBatch;
  const steps = retentionSteps(ctx);
  const startedAt = await readDatabaseClock(ctx.db);
  const erased = Object.fromEntries(steps.map((step) => [step.name, 0]));
  const first = describe(startedAt, startedAt, erased, false);
  const id = await insertRetentionRun(ctx.db, first);
  let done = erased;

  async function runStep(step: RetentionStep): Promise<void> {
    for (let after: SignaturePlace | null = null; ; ) {
      const result = await ctx.db.transaction().execute(async (trx) => {
        const batch = await step.batch(trx, { after, limit });
        if (batch.done === 0) return { ...batch, counts: done };
        const counts = { ...done, [step.name]: (done[step.name] ?? 0) + batch.done };
        const now = await readDatabaseClock(trx);
        await updateRetentionRun(trx, id, describe(startedAt, now, counts, false));
        return { ...batch, counts };
      });
      done = result.counts;
      await keepErasures(ctx, result.erasures);
      if (result.done < limit) return;
      after = result.last;
    }
  }
  for (const step of steps) await runStep(step);

  const certificateHash = await ctx.db.transaction().execute(async (trx) => {
    const run = describe(startedAt, await readDatabaseClock(trx), done, true);
    await updateRetentionRun(trx, id, run);
    await recordAudit(trx, {
      actor: input.actor,
      action: 'retention.run',
      object: { kind: 'retention-run', id: String(id) },
      details: { ...changed(done), certificateHash: run.certificateHash },
    });
    return run.certificateHash;
  });
  return { id, erased: done, certificateHash };
}

function describe(
  startedAt: Date,
  finishedAt: Date,
  erased: Record<string, number>,
  complete: boolean,
): StoredRun {
  const run = {
    task: 'retention',
    letterId: null,
    counts: { complete, erased },
    startedAt,
    finishedAt,
  };
  return { ...run, certificateHash: certifyRun(run) };
}

function changed(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
