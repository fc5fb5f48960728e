import { Logger } from 'graphile-worker';
import type { Logger as Log } from 'pino';

/** The job queue's own messages as lines of our log; its chatter about every poll is left out. */
export function graphileLogger(log: Log): Logger {
  return new Logger((scope) => (level, message) => {
    const line = { event: 'jobs', task: scope.taskIdentifier };
    if (level === 'error') log.error(line, message);
    else if (level === 'warning') log.warn(line, message);
    else log.debug(line, message);
  });
}
