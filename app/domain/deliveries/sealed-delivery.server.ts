import type { Context } from '~/context.server';
import type { AnnexNames } from '../letters/annex-names';
import type { TakenSnapshot } from '../letters/take-snapshot.server';
import type { CoverForm } from './cover';
import type { Frozen, Outline } from './outline';

/** `annex` is there only where the annex is a document of its own. */
export type DeliveryDocument = 'pdf' | 'annex' | 'message';

/** A delivery's documents hold names that are not public, so they rest as ciphertext. */
export function sealDocument(ctx: Context, id: string, kind: DeliveryDocument, bytes: Buffer) {
  return ctx.keyring.sealBytes(bytes, `delivery:${id}:${kind}`);
}

export function unsealDocument(ctx: Context, id: string, kind: DeliveryDocument, sealed: Buffer) {
  return ctx.keyring.unsealBytes(sealed, `delivery:${id}:${kind}`);
}

export function sealSnapshot(ctx: Context, id: string, taken: TakenSnapshot): Buffer {
  return ctx.keyring.seal(taken, `delivery:${id}:snapshot`);
}

export function unsealSnapshot(ctx: Context, id: string, sealed: Buffer): TakenSnapshot {
  return ctx.keyring.unseal(sealed, `delivery:${id}:snapshot`);
}

/** What is kept of a delivery besides its documents, as its row has it. */
export function sealOutline(ctx: Context, id: string, { outline, marks }: Frozen) {
  return {
    sealed_outline: ctx.keyring.seal(outline, `delivery:${id}:outline`),
    sealed_marks: ctx.keyring.sealBytes(marks, `delivery:${id}:marks`),
  };
}

export function unsealOutline(ctx: Context, id: string, sealed: Buffer): Outline {
  return ctx.keyring.unseal(sealed, `delivery:${id}:outline`);
}

export function unsealMarks(ctx: Context, id: string, sealed: Buffer): Buffer {
  return ctx.keyring.unsealBytes(sealed, `delivery:${id}:marks`);
}

/** What was written for a dossier that the worker is to freeze anew. */
export function sealCover(ctx: Context, id: string, cover: CoverForm): Buffer {
  return ctx.keyring.seal(cover, `preparation:${id}:cover`);
}

export function unsealCover(
  ctx: Context,
  row: { delivery_id: string; sealed_cover: Buffer | null },
): CoverForm | undefined {
  const { delivery_id: id, sealed_cover: sealed } = row;
  return sealed ? ctx.keyring.unseal(sealed, `preparation:${id}:cover`) : undefined;
}

/**
 * What is sealed about a target: the mailbox, or the place for delivery by hand, post or fax; the
 * mailboxes that get a copy of a mail; the one for answers, where it has its own; and how names stand in
 * its annex, where not as is usual.
 */
export type SealedTarget = {
  address: string;
  copies?: string[];
  replyTo?: string | null;
  names?: AnnexNames;
};

export function sealedPartOf({ address, copies, replyTo, names }: SealedTarget): SealedTarget {
  return { address, copies, replyTo, names };
}

export function sealTarget(ctx: Context, id: string, target: SealedTarget): Buffer {
  return ctx.keyring.seal(target, `target:${id}`);
}

export function unsealTarget(ctx: Context, row: { id: string; sealed: Buffer }): SealedTarget {
  return ctx.keyring.unseal(row.sealed, `target:${row.id}`);
}
