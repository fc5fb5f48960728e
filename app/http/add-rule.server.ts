import { randomUUID } from 'node:crypto';
import type { Refusal } from '~/components/desk/refusal-notice';
import type { Context } from '~/context.server';
import type { Actor } from '~/domain/organisers/organiser';
import {
  addSigningRule,
  longestAllowance,
  type SigningRuleFault,
} from '~/domain/protection/add-signing-rule.server';
import { type RuleEffect, ruleSubjects } from '~/domain/protection/signing-rule';
import { days } from '~/primitives/duration';
import { parseLocalTime } from '~/primitives/local-time';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';

type Form = 'event' | 'watch';
type Field = 'value' | 'reason' | 'until' | 'effect' | 'subject';
type Refused = { form: Form; field: Field; refusal: Refusal; attempt: string };

const faults: Record<Exclude<SigningRuleFault, 'not-found'>, { field: Field; text: string }> = {
  'value-missing': { field: 'value', text: 'Write what the rule is about' },
  'value-format': {
    field: 'value',
    text: 'This is not what the rule is about: write a network like 203.0.113.7 or 203.0.113.0/24, a mail domain like example.org, a mail address, or a name',
  },
  'reason-missing': { field: 'reason', text: 'Write why, so that others understand the rule' },
  'text-too-long': { field: 'reason', text: 'Shorten what you wrote to 500 characters' },
  'until-missing': { field: 'until', text: 'Write when the event ends' },
  'until-past': { field: 'until', text: 'The end lies in the past; choose a later time' },
  'until-too-far': {
    field: 'until',
    text: `A network can be allowed for ${longestAllowance / days(1)} days at most; choose an earlier end`,
  },
  'only-networks-allowed': { field: 'subject', text: 'Only a network can be allowed' },
};

function refuse(form: Form, { field, text }: { field: Field; text: string }) {
  const refusal = { title: 'No rule was added', text, fieldId: `${form}-${field}` };
  return {
    ok: false as const,
    refused: { form, field, refusal, attempt: randomUUID() } as Refused,
  };
}

/**
 * Reads the form `event` (a network to allow) or `watch` (something to hold or refuse) and adds the
 * rule. Times are read in the letter's zone. Throws a Response 404 for an unknown letter or form.
 */
export async function addRule(
  ctx: Context,
  given: { slug: string; timeZone: string; fields: FormFields; actor: Actor },
) {
  const { slug, timeZone, fields, actor } = given;
  const { intent, value = '', label = '', reason = '', until = '' } = fields;
  if (intent !== 'event' && intent !== 'watch') return notFound();
  const effect = effectOf(intent, fields.effect);
  const subject = intent === 'event' ? 'network' : ruleSubjects.find((s) => s === fields.subject);
  if (!effect) return refuse(intent, { field: 'effect', text: 'Choose what happens' });
  if (!subject) return refuse(intent, { field: 'subject', text: 'Choose what the rule is about' });
  const validUntil = until.trim() ? parseLocalTime(until, timeZone) : null;
  if (until.trim() && !validUntil) {
    return refuse(intent, { field: 'until', text: 'Write the end as a date and a time' });
  }
  const rule = { effect, subject, value, label, reason, validUntil };
  const added = await addSigningRule(ctx, { slug, actor, ...rule });
  if (added.ok) return { ok: true as const };
  if (added.reason === 'not-found') return notFound();
  return refuse(intent, faults[added.reason]);
}

function effectOf(form: Form, typed: string | undefined): RuleEffect | undefined {
  if (form === 'event') return 'allow';
  return typed === 'hold' || typed === 'refuse' ? typed : undefined;
}
