import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import { listSigningRules as listRows } from '~/db/signing-rules.server';
import type { Result } from '~/primitives/result';
import { nameActors } from '../organisers/name-actors.server';
import { type RuleEffect, type RuleSubject, ruleSeal, type SealedRule } from './signing-rule';

export type SigningRuleView = SealedRule & {
  id: string;
  effect: RuleEffect;
  subject: RuleSubject;
  reason: string;
  /** In force now, by `ctx.clock`. */
  live: boolean;
  /** Of the whole installation; it is not ended from one letter's page. */
  everywhere: boolean;
  createdBy: string;
  /** ISO 8601 in UTC. */
  createdAt: string;
  validUntil: string | null;
  endedAt: string | null;
};

/** Every rule for signing a letter, those of the installation too, newest first. */
export async function listSigningRules(
  ctx: Context,
  input: { slug: string },
): Promise<Result<{ rules: SigningRuleView[] }, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const rows = await listRows(ctx.db, letter.id);
  const name = await nameActors(
    ctx,
    rows.map((row) => row.created_by),
  );
  const now = ctx.clock.now();
  return {
    ok: true,
    rules: rows.map((row) => ({
      ...ctx.keyring.unseal<SealedRule>(row.sealed, ruleSeal(row.id)),
      id: row.id,
      effect: row.effect as RuleEffect,
      subject: row.subject as RuleSubject,
      reason: row.reason,
      live: row.ended_at === null && (row.valid_until === null || row.valid_until > now),
      everywhere: row.letter_id === null,
      createdBy: name(row.created_by),
      createdAt: row.created_at.toISOString(),
      validUntil: row.valid_until?.toISOString() ?? null,
      endedAt: row.ended_at?.toISOString() ?? null,
    })),
  };
}
