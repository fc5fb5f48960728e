import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { findEditLock, upsertEditLock } from '~/db/edit-locks.server';
import type { Locale } from '~/i18n/locale';
import { minutes } from '~/primitives/duration';
import { maskEmailAddress } from '~/primitives/email-address';
import type { Actor } from '../organisers/organiser';
import { unsealOrganiser } from '../organisers/sealed-organiser.server';
import type { TextKind } from './text-kind';

/** A lock ends when nothing was heard of its holder for so long. */
const idle = minutes(2);

/** One text in one language: two people may work on two languages. */
export type TextPlace = { letterId: string; kind: TextKind; locale: Locale };

/** `by` is masked: `m•••@naver.com`. */
export type LockHolder = { by: string; since: Date };

/** The name of the lock of one text. */
export function partOf({ kind, locale }: TextPlace): string {
  return `${kind}:${locale}`;
}

/** Who else is editing this text now; null for nobody and for the asking organiser. */
export async function readLockHolder(
  ctx: Pick<Context, 'db' | 'keyring'>,
  place: TextPlace,
  actor: Actor,
): Promise<LockHolder | null> {
  const row = await findEditLock(ctx.db, { letterId: place.letterId, part: partOf(place), idle });
  if (!row || (actor.kind === 'organiser' && row.id === actor.organiserId)) return null;
  const { email } = unsealOrganiser(ctx as Context, row);
  return { by: maskEmailAddress(email), since: row.since };
}

/**
 * Renews the lock of whoever saves, or takes a free one; with `takeOver` also one that is held.
 * Null while somebody else holds it. Only organisers hold locks; an operator passes by.
 */
export async function holdEditLock(
  trx: Transaction,
  place: TextPlace,
  actor: Actor,
  takeOver = false,
): Promise<{ since: Date } | null> {
  if (actor.kind !== 'organiser') return { since: new Date(0) };
  const { organiserId } = actor;
  const lock = { letterId: place.letterId, part: partOf(place), organiserId, takeOver, idle };
  return (await upsertEditLock(trx, lock)) ?? null;
}
