import type { Context } from '~/context.server';

/** The last signatory of a page of the list by name. */
export type ListPosition = { name: string; number: number };

/**
 * A place in the list by name for an address: sealed, so that no name stands in addresses, which
 * proxies write down, and so that the next page is right even when its neighbour has withdrawn.
 */
export function sealListPosition(ctx: Context, letterId: string, position: ListPosition): string {
  return ctx.keyring.seal(position, `list-position:${letterId}`).toString('base64url');
}

/** The place that `sealListPosition` wrote down; undefined for anything else. */
export function openListPosition(
  ctx: Context,
  letterId: string,
  text: string,
): ListPosition | undefined {
  try {
    return ctx.keyring.unseal<ListPosition>(
      Buffer.from(text, 'base64url'),
      `list-position:${letterId}`,
    );
  } catch {
    return undefined;
  }
}
