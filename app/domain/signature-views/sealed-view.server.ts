import type { Context } from '~/context.server';

/** What is sealed of a view: its filters may hold part of somebody's name. */
export type SealedView = { name: string; search: string };

function context(id: string): string {
  return `signature-view:${id}`;
}

export function sealView(ctx: Context, id: string, view: SealedView): Buffer {
  return ctx.keyring.seal(view, context(id));
}

export function unsealView(ctx: Context, row: { id: string; sealed: Buffer }): SealedView {
  return ctx.keyring.unseal(row.sealed, context(row.id));
}
