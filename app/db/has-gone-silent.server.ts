import { type RawBuilder, sql } from 'kysely';
import type { Duration } from '~/primitives/duration';

/** Whether the worker that has a row in hand has given no sign for so long, by `state` and `beat_at`. */
export function hasGoneSilent(silence: Duration): RawBuilder<boolean> {
  return sql<boolean>`state = 'running' and beat_at < now() - ${silence} * interval '1 millisecond'`;
}
