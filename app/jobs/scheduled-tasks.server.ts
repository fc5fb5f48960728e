import type { TaskList } from 'graphile-worker';
import type { Context } from '~/context.server';
import { purgeExpiredTokens } from '~/domain/retention/purge-expired-tokens.server';
import { purgeOldCapturedMail } from '~/domain/retention/purge-old-captured-mail.server';
import { purgeUnconfirmedSignatures } from '~/domain/retention/purge-unconfirmed-signatures.server';

/** Times are UTC; a run that was missed while nothing ran is made up for within a day. */
export const crontab = [
  '17 3 * * * purge-unconfirmed-signatures ?fill=1d',
  '27 * * * * purge-expired-tokens ?fill=1h',
  '37 3 * * * purge-old-captured-mail ?fill=1d',
].join('\n');

/** What the schedule runs: each task is one use case. */
export function scheduledTasks(ctx: Context): TaskList {
  function purge(name: string, run: (ctx: Context) => Promise<{ deleted: number }>) {
    return async () => {
      const { deleted } = await run(ctx);
      ctx.log.info({ event: 'purged', task: name, deleted });
    };
  }
  return {
    'purge-unconfirmed-signatures': purge(
      'purge-unconfirmed-signatures',
      purgeUnconfirmedSignatures,
    ),
    'purge-expired-tokens': purge('purge-expired-tokens', purgeExpiredTokens),
    'purge-old-captured-mail': purge('purge-old-captured-mail', purgeOldCapturedMail),
  };
}
