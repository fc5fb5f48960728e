import type { Context } from '~/context.server';
import { hours, seconds } from '~/primitives/duration';

const scope = 'form-stamp';
const fastestPerson = seconds(3);
const validFor = hours(2);

/**
 * When a form was made, in whole seconds, signed. It is on pages that many visitors share, so it
 * names nobody and may come back any number of times.
 */
export function issueFormStamp(ctx: Context): string {
  const moment = Math.floor(ctx.clock.now().getTime() / 1000).toString(36);
  return `${moment}.${ctx.keyring.sign(scope, moment)}`;
}

/**
 * How a form with this stamp was filled in: `fast`, in less than three seconds; `no-stamp`, without
 * a stamp of ours from the last two hours; null, as people do.
 */
export function readFormStamp(ctx: Context, stamp: string): 'fast' | 'no-stamp' | null {
  const [moment = '', signature = ''] = stamp.split('.', 2);
  if (!moment || !ctx.keyring.verify(scope, moment, signature)) return 'no-stamp';
  const age = ctx.clock.now().getTime() - Number.parseInt(moment, 36) * 1000;
  if (age > validFor) return 'no-stamp';
  return age < fastestPerson ? 'fast' : null;
}
