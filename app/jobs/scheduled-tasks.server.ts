import type { TaskList } from 'graphile-worker';
import type { Context } from '~/context.server';
import { fireTriggers } from '~/domain/deliveries/fire-triggers.server';
import { purgePreparations } from '~/domain/deliveries/purge-preparations.server';
import { expireExports } from '~/domain/exports/expire-exports.server';
import { checkFigures } from '~/domain/figures/check-figures.server';
import { foldFigures } from '~/domain/figures/fold-figures.server';
import { purgeOrigins } from '~/domain/protection/purge-origins.server';
import { reportTrends } from '~/domain/protection/report-trends.server';
import { remindOfReplies } from '~/domain/replies/remind-of-replies.server';
import { endMootCases } from '~/domain/reports/end-moot-cases.server';
import { warnOfDueCases } from '~/domain/reports/warn-of-due-cases.server';
import { createLedgerKeeper } from '~/domain/retention/keep-erasures.server';
import { purgeExpiredTokens } from '~/domain/retention/purge-expired-tokens.server';
import { runRetention } from '~/domain/retention/run-retention.server';
import { remindUnconfirmed } from '~/domain/signatures/remind-unconfirmed.server';
import { tellFigures } from '~/domain/webhooks/tell-figures.server';
import { fetchReplies } from './fetch-replies.server';

/** Times are UTC; a run that was missed while nothing ran is made up for within a day. */
export const crontab = [
  '17 3 * * * run-retention ?fill=1d',
  '* * * * * keep-erasure-ledger',
  '* * * * * tell-figures',
  '* * * * * fold-figures',
  '* * * * * fire-triggers',
  '* * * * * expire-exports',
  '41 */6 * * * check-figures',
  '27 * * * * purge-expired-tokens ?fill=1h',
  '*/15 * * * * remind-unconfirmed ?fill=1h',
  '3 * * * * report-trends ?fill=1h',
  '*/5 * * * * end-moot-reports ?fill=1h',
  '*/15 * * * * warn-of-due-reports ?fill=1h',
  '*/3 * * * * fetch-replies',
  '33 * * * * remind-of-replies ?fill=1h',
  '7 * * * * purge-origins ?fill=1h',
  '47 * * * * purge-preparations ?fill=1h',
].join('\n');

/** What the schedule runs: each task is one use case. */
export function scheduledTasks(ctx: Context): TaskList {
  function purge(name: string, run: (ctx: Context) => Promise<{ deleted: number }>) {
    return async () => {
      const { deleted } = await run(ctx);
      ctx.log.info({ event: 'purged', task: name, deleted });
    };
  }
  const keepLedger = createLedgerKeeper(ctx);
  return {
    'run-retention': async () => {
      const { erased } = await runRetention(ctx, { actor: { kind: 'system' } });
      ctx.log.info({ event: 'retention', ...erased });
    },
    'keep-erasure-ledger': async () => {
      const { added } = await keepLedger();
      if (added > 0) ctx.log.info({ event: 'erasure-ledger', added });
    },
    'tell-figures': async () => {
      const { told } = await tellFigures(ctx);
      if (told > 0) ctx.log.debug({ event: 'figures-told', told });
    },
    'fold-figures': async () => {
      await foldFigures(ctx);
    },
    'fire-triggers': async () => {
      const { fired } = await fireTriggers(ctx);
      if (fired > 0) ctx.log.info({ event: 'triggers-fired', fired });
    },
    'expire-exports': async () => {
      const { expired } = await expireExports(ctx);
      if (expired > 0) ctx.log.info({ event: 'exports-expired', expired });
    },
    'check-figures': async () => {
      await checkFigures(ctx);
    },
    'remind-unconfirmed': async () => {
      const { reminded } = await remindUnconfirmed(ctx);
      if (reminded > 0) ctx.log.info({ event: 'reminded', reminded });
    },
    'report-trends': async () => {
      const { reported } = await reportTrends(ctx);
      if (reported > 0) ctx.log.warn({ event: 'signatures-trend', reported });
    },
    'end-moot-reports': async () => {
      const { ended } = await endMootCases(ctx);
      if (ended > 0) ctx.log.info({ event: 'reports-ended', ended });
    },
    'warn-of-due-reports': async () => {
      const { warned } = await warnOfDueCases(ctx);
      if (warned > 0) ctx.log.warn({ event: 'reports-due', warned });
    },
    'fetch-replies': async () => {
      await fetchReplies(ctx);
    },
    'remind-of-replies': async () => {
      const { reminded } = await remindOfReplies(ctx);
      if (reminded > 0) ctx.log.info({ event: 'replies-due', reminded });
    },
    'purge-origins': purge('purge-origins', purgeOrigins),
    'purge-preparations': purge('purge-preparations', purgePreparations),
    'purge-expired-tokens': purge('purge-expired-tokens', purgeExpiredTokens),
  };
}
