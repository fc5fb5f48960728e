import type { Context } from '~/context.server';
import { readSealedAddress, sealedAddressOf } from '../messages/sealed-address.server';

const scope = 'reply';

/**
 * Where answers to one delivery are to go: an address of its own under `REPLY_TO`
 * (`letters+<code>@…`), by which they find it again; `fallback`, the letter's own contact, where the
 * installation has none.
 */
export function replyAddressOf<Fallback extends string | null>(
  ctx: Pick<Context, 'config' | 'keyring'>,
  of: { deliveryId: string; fallback: Fallback },
): string | Fallback {
  const { replyTo } = ctx.config;
  return replyTo ? sealedAddressOf(ctx.keyring, scope, replyTo, of.deliveryId) : of.fallback;
}

/** The delivery whose own address a mail came to; null for any other address. */
export function readReplyAddress(
  ctx: Pick<Context, 'config' | 'keyring'>,
  recipient: string,
): string | null {
  const { replyTo } = ctx.config;
  const bare = /<([^<>]*)>/.exec(recipient)?.[1] ?? recipient;
  return replyTo && readSealedAddress(ctx.keyring, scope, replyTo, bare);
}
