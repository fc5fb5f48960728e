import type { Context } from '~/context.server';
import { canonicalEmailAddress } from '~/primitives/email-address';
import type { SealedOrganiser } from './organiser';

export function sealOrganiser(ctx: Context, id: string, organiser: SealedOrganiser): Buffer {
  return ctx.keyring.seal(organiser, `organiser:${id}`);
}

export function unsealOrganiser(ctx: Context, row: { id: string; sealed: Buffer }) {
  return ctx.keyring.unseal<SealedOrganiser>(row.sealed, `organiser:${row.id}`);
}

/** By which an organiser's mailbox is found. */
export function organiserEmailIndex(ctx: Context, email: string): Buffer {
  return ctx.keyring.blindIndex('organiser', canonicalEmailAddress(email));
}
