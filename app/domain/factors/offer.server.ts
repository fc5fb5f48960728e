import type { Context } from '~/context.server';
import { readDatabaseClock } from '~/db/read-database-clock.server';
import { type Duration, minutes } from '~/primitives/duration';

/** How long a form with something offered can be sent. */
export const offerValidFor: Duration = minutes(30);

type Sealed<Value> = { value: Value; until: number };

/**
 * Something secret that a page shows and that is stored only when its form comes back, so that
 * reading the page changes nothing: sealed for one purpose, for 30 minutes by the database's clock.
 */
export async function makeOffer(ctx: Context, purpose: string, value: unknown): Promise<string> {
  const until = (await readDatabaseClock(ctx.db)).getTime() + offerValidFor;
  return ctx.keyring.seal({ value, until }, `offer:${purpose}`).toString('base64url');
}

/** What was offered for this purpose; null when it is too old or was not made here. */
export async function openOffer<Value>(
  ctx: Context,
  purpose: string,
  offer: string,
): Promise<Value | null> {
  const sealed = unseal<Value>(ctx, purpose, offer);
  if (!sealed) return null;
  return sealed.until > (await readDatabaseClock(ctx.db)).getTime() ? sealed.value : null;
}

function unseal<Value>(ctx: Context, purpose: string, offer: string): Sealed<Value> | null {
  try {
    return ctx.keyring.unseal<Sealed<Value>>(Buffer.from(offer, 'base64url'), `offer:${purpose}`);
  } catch {
    // Whatever a visitor sends instead of an offer cannot be opened; that is all there is to say.
    return null;
  }
}
