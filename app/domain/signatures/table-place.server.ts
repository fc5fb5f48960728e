import type { Context } from '~/context.server';
import type { TablePlace } from '~/db/signature-table.server';
import type { SignatureSort } from './signature-list';

type Sealed = TablePlace & { sort: SignatureSort };

function context(letterId: string): string {
  return `table-place:${letterId}`;
}

/**
 * A row's place in an order, for an address: sealed, so that no name stands there, and with what it
 * was sorted by, so that the next page is right when the row has changed or gone.
 */
export function sealTablePlace(ctx: Context, letterId: string, place: Sealed): string {
  return ctx.keyring.seal(place, context(letterId)).toString('base64url');
}

/** What `sealTablePlace` wrote, if it was for the same order; undefined for anything else. */
export function openTablePlace(
  ctx: Context,
  letterId: string,
  sort: SignatureSort,
  text: string | undefined,
): TablePlace | undefined {
  if (!text) return undefined;
  try {
    const place = ctx.keyring.unseal<Sealed>(Buffer.from(text, 'base64url'), context(letterId));
    return place.sort === sort ? { key: place.key, number: place.number } : undefined;
  } catch {
    return undefined;
  }
}
