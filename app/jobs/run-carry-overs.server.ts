import type { Context } from '~/context.server';
import { askToCarryOver } from '~/domain/versions/ask-to-carry-over.server';
import { seconds } from '~/primitives/duration';
import { workOff } from './work-off.server';

/**
 * Asks everybody who signed an earlier text: ten mails a second at most, so that a confirmation
 * never waits behind thousands of them.
 */
export function runCarryOvers(ctx: Context): { stop(): Promise<void> } {
  return workOff(ctx, { event: 'carry-overs-wait', batch: askToCarryOver, rest: seconds(1) });
}
