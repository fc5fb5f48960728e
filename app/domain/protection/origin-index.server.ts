import type { Context } from '~/context.server';
import { days } from '~/primitives/duration';

function utcDay(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/**
 * The keyed hash of a network under the key of the day (UTC): equal networks of one day have equal
 * hashes, and a day later the same network has another one.
 */
export function networkHash(ctx: Context, network: string): Buffer {
  return hashOfDay(ctx, network, ctx.clock.now());
}

/** The hashes of today and yesterday, by which origins of the last two days are found. */
export function recentNetworkHashes(ctx: Context, network: string): Buffer[] {
  const now = ctx.clock.now();
  return [now, new Date(now.getTime() - days(1))].map((day) => hashOfDay(ctx, network, day));
}

function hashOfDay(ctx: Context, network: string, day: Date): Buffer {
  return ctx.keyring.blindIndex(`network:${utcDay(day)}`, network);
}

/** The keyed hash by which signatures with addresses of one mail domain are found. */
export function mailDomainIndex(ctx: Context, domain: string): Buffer {
  return ctx.keyring.blindIndex('mail-domain', domain.toLowerCase());
}

/** The domain of a parsed address. */
export function mailDomainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}
