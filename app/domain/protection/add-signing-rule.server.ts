import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import { insertSigningRule } from '~/db/signing-rules.server';
import { days } from '~/primitives/duration';
import type { Result } from '~/primitives/result';
import { changed } from '../audit/audit-changes';
import { recordAudit } from '../audit/record-audit.server';
import { actorKey } from '../organisers/name-actors.server';
import type { Actor } from '../organisers/organiser';
import {
  canonicalRuleValue,
  type RuleEffect,
  type RuleSubject,
  ruleSeal,
  type SealedRule,
} from './signing-rule';

/** An event ends; a network that is allowed for ever is a hole. */
export const longestAllowance = days(7);
export const longestRuleText = 500;

export type NewSigningRule = {
  effect: RuleEffect;
  subject: RuleSubject;
  /** As typed. */
  value: string;
  /** How organisers know it; nothing personal is needed. */
  label: string;
  reason: string;
  /** Without an end it holds until somebody ends it. */
  validUntil: Date | null;
};

export type SigningRuleFault =
  | 'not-found'
  | 'value-missing'
  | 'value-format'
  | 'reason-missing'
  | 'text-too-long'
  | 'until-missing'
  | 'until-past'
  | 'until-too-far'
  | 'only-networks-allowed';

/**
 * Adds a rule for signing one letter. `allow` is for networks only and ends within seven days, by
 * `ctx.clock`. What the rule looks for is stored sealed; the audit log keeps what it does and until
 * when, never whom it is about.
 */
export async function addSigningRule(
  ctx: Context,
  input: NewSigningRule & { slug: string; actor: Actor },
): Promise<Result<{ id: string }, SigningRuleFault>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const fault = faultOf(input, ctx.clock.now());
  if (fault) return { ok: false, reason: fault };
  const { effect, subject, validUntil } = input;
  const value = canonicalRuleValue(subject, input.value);
  if (value === null) return { ok: false, reason: 'value-format' };
  const id = randomUUID();
  const sealed: SealedRule = { value, label: input.label.trim() };
  await ctx.db.transaction().execute(async (trx) => {
    await insertSigningRule(trx, {
      id,
      letter_id: letter.id,
      effect,
      subject,
      sealed: ctx.keyring.seal(sealed, ruleSeal(id)),
      reason: input.reason.trim(),
      valid_until: validUntil,
      created_by: actorKey(input.actor),
    });
    await recordAudit(trx, {
      actor: input.actor,
      action: 'signing-rule.added',
      letterId: letter.id,
      object: { kind: 'signing-rule', id },
      changes: changed({ effect: null, subject: null }, { effect, subject }),
      details: { effect, subject, until: validUntil?.toISOString() ?? null },
    });
  });
  return { ok: true, id };
}

function faultOf(rule: NewSigningRule, now: Date): SigningRuleFault | null {
  const { effect, subject, value, label, reason, validUntil } = rule;
  if (effect === 'allow' && subject !== 'network') return 'only-networks-allowed';
  if (!value.trim()) return 'value-missing';
  if (!reason.trim()) return 'reason-missing';
  if ([value, label, reason].some((text) => text.length > longestRuleText)) return 'text-too-long';
  if (!validUntil) return effect === 'allow' ? 'until-missing' : null;
  const left = validUntil.getTime() - now.getTime();
  if (left <= 0) return 'until-past';
  return effect === 'allow' && left > longestAllowance ? 'until-too-far' : null;
}
