import type { Context } from '~/context.server';
import { findVersionById } from '~/db/letter-versions.server';
import { findSignature } from '~/db/signatures.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { type LetterView, takesSignatures } from '../letters/letter-view';
import { findMySignatureId } from '../signatures/find-my-signature-id.server';
import { readTextChange, type TextChange } from './read-text-change.server';

/** `asked`: the owner can carry it over; `stands`: it is for the present text already. */
export type CarryOverState = 'asked' | 'stands' | 'not-signed' | 'closed';

/**
 * What the owner of a signature is asked after a change of meaning: from which text to which, in
 * the language of the page (`localeOf`). The link is the one by which the signature is managed.
 * Changes nothing.
 */
export async function readCarryOver(
  ctx: Context,
  input: { token: string; localeOf: (letter: LetterView) => Locale },
): Promise<
  Result<
    { letter: LetterView; state: CarryOverState; signed: number; change: TextChange | null },
    'unknown'
  >
> {
  const id = await findMySignatureId(ctx.db, input.token);
  const row = id ? await findSignature(ctx.db, id) : undefined;
  if (!row) return { ok: false, reason: 'unknown' };
  const letter = await findLetterById(ctx, row.letter_id);
  const { number: signed } = await findVersionById(ctx.db, row.letter_version_id);
  const state = stateOf(row, letter, ctx.clock.now());
  const locale = input.localeOf(letter);
  const since = row.letter_version_id;
  const asks = state === 'asked' || state === 'closed';
  const change = asks ? await readTextChange(ctx, letter, { since, locale }) : null;
  return { ok: true, letter, state, signed, change };
}

/** Whether a signature can be carried over to the letter's present text now. */
export function stateOf(
  row: { state: string; meaning: number },
  letter: LetterView,
  now: Date,
): CarryOverState {
  if (row.state !== 'confirmed' && row.state !== 'held') return 'not-signed';
  if (row.meaning === letter.version.meaning) return 'stands';
  return takesSignatures(letter, now) ? 'asked' : 'closed';
}
