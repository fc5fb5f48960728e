import { randomUUID } from 'node:crypto';
import type { Refusal } from '~/components/desk/refusal-notice';
import type { Context } from '~/context.server';
import { decideMailboxChange as decide } from '~/domain/endorsements/decide-mailbox-change.server';
import type { Actor } from '~/domain/organisers/organiser';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';

const longestReason = 1000;

export const mailboxIntents = ['accept-mailbox', 'decline-mailbox'] as const;
export type MailboxIntent = (typeof mailboxIntents)[number];

function refuse(
  status: 409 | 422,
  id: string,
  field: 'mailbox-reason' | null,
  refusal: Omit<Refusal, 'fieldId'>,
) {
  const fieldId = field ? `${field}-${id}` : undefined;
  const refused = { id, field, refusal: { ...refusal, fieldId }, attempt: randomUUID() };
  return { ok: false as const, status, refused };
}

/**
 * Reads `id` (of the endorsement), `seen` (of the change) and `reason`, and carries the decision
 * about a new mailbox out. What belongs to another letter is not found: throws a Response 404.
 */
export async function decideMailboxChange(
  ctx: Context,
  input: { slug: string; intent: MailboxIntent; fields: FormFields; actor: Actor },
) {
  const { slug, intent, fields, actor } = input;
  const { id = '', seen = '', reason = '' } = fields;
  if (intent === 'decline-mailbox' && reason.length > longestReason) {
    return refuse(422, id, 'mailbox-reason', {
      title: 'Nothing was decided yet',
      text: 'Shorten the reason to 1,000 characters',
    });
  }
  const decision =
    intent === 'accept-mailbox' ? { accept: true as const } : { accept: false as const, reason };
  const done = await decide(ctx, { id, slug, seen, actor, decision });
  if (done.ok) return { ok: true as const, intent };
  switch (done.reason) {
    case 'not-found':
      return notFound();
    case 'nothing-asked':
      return refuse(409, id, null, {
        title: 'This organisation asks for no other mailbox any more',
        text: 'Somebody else decided, or the change was stopped. Your decision was not recorded.',
      });
    case 'other-now':
      return refuse(409, id, null, {
        title: 'The organisation asks for another mailbox now',
        text: 'It has replaced what you looked at. Nothing was decided; once the new mailbox has confirmed, it stands below.',
      });
    case 'mailbox-taken':
      return refuse(409, id, null, {
        title: 'This mailbox speaks for another organisation of this letter by now',
        text: 'Nothing was decided. Ask the organisation for another mailbox, or decline.',
      });
    default:
      throw new Error(done.reason satisfies never);
  }
}
