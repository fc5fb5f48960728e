import type { Context } from '~/context.server';
import type { CheckRow } from '~/db/endorsement-checks.server';
import {
  type CheckAnswer,
  type CheckState,
  type ContactPlace,
  checkState,
  placeOfContact,
  type SealedCheck,
} from './authority-check';

/** Ciphertext of a question to a published contact, bound to its row. */
export function sealCheck(ctx: Context, id: string, content: SealedCheck): Buffer {
  return ctx.keyring.seal(content, `endorsement-check:${id}`);
}

export function unsealCheck(ctx: Context, row: { id: string; sealed: Buffer }): SealedCheck {
  return ctx.keyring.unseal<SealedCheck>(row.sealed, `endorsement-check:${row.id}`);
}

export type CheckView = SealedCheck & {
  id: string;
  place: ContactPlace;
  state: CheckState;
  answer: CheckAnswer | null;
  /** ISO 8601 in UTC. */
  askedAt: string;
  expiresAt: string;
  answeredAt: string | null;
};

/** A question to a published contact with its answer, for organisers. */
export function toCheckView(ctx: Context, row: CheckRow, website: string): CheckView {
  const content = unsealCheck(ctx, row);
  return {
    ...content,
    id: row.id,
    place: placeOfContact(content.email, website),
    state: checkState(row),
    answer: row.answer as CheckAnswer | null,
    askedAt: row.asked_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
  };
}
