import type { Context } from '~/context.server';
import { countHeld, findHeldFrom } from '~/db/held-signatures.server';
import { findLetterRow } from '~/db/letters.server';
import type { Locale } from '~/i18n/locale';
import { maskEmailAddress } from '~/primitives/email-address';
import type { Result } from '~/primitives/result';
import type { SigningFlag } from '../protection/signing-flag';
import { unsealSignatory } from './sealed-signatory.server';
import type { SealedSignatory, SignatureVisibility } from './signature';

export type HeldSignature = Omit<SealedSignatory, 'email' | 'latinName'> & {
  id: string;
  number: number;
  emailMasked: string;
  latinName: string | null;
  country: string | null;
  locale: Locale;
  visibility: SignatureVisibility;
  flags: SigningFlag[];
  /** ISO 8601 in UTC. */
  signedAt: string;
  confirmedAt: string | null;
};

export type HeldQueue = {
  /** Null when nothing waits. */
  signature: HeldSignature | null;
  waiting: number;
  /** Place of the signature in the queue, from 1. */
  place: number;
  /** Numbers to ask for next; null at an end of the queue. */
  previous: number | null;
  next: number | null;
};

/**
 * One held signature for review: the first whose number is `from` or higher, beginning again with
 * the oldest when there is none, with what its owner wrote and where it stands in the queue.
 */
export async function readNextHeld(
  ctx: Context,
  input: { slug: string; from?: number },
): Promise<Result<HeldQueue, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const row =
    (await findHeldFrom(ctx.db, letter.id, input.from ?? 0)) ??
    (await findHeldFrom(ctx.db, letter.id, 0));
  if (!row) {
    return { ok: true, signature: null, waiting: 0, place: 0, previous: null, next: null };
  }
  const { waiting, before, previous, next } = await countHeld(ctx.db, letter.id, row.number);
  const { email, latinName = null, ...person } = unsealSignatory(ctx, row);
  const { name, title, affiliation, comment } = person;
  return {
    ok: true,
    waiting,
    place: before + 1,
    previous,
    next,
    signature: {
      id: row.id,
      number: row.number,
      name,
      latinName,
      title,
      affiliation,
      comment,
      emailMasked: email ? maskEmailAddress(email) : 'erased',
      country: row.country,
      locale: row.locale as Locale,
      visibility: row.visibility as SignatureVisibility,
      flags: row.flags as SigningFlag[],
      signedAt: row.signed_at.toISOString(),
      confirmedAt: row.confirmed_at?.toISOString() ?? null,
    },
  };
}
