import { randomUUID } from 'node:crypto';
import type { Refusal } from '~/components/desk/refusal-notice';
import type { Context } from '~/context.server';
import { decideChanges as decide } from '~/domain/endorsements/decide-changes.server';
import type { Actor } from '~/domain/organisers/organiser';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';

const longestReason = 1000;

function refuse(
  status: 409 | 422,
  id: string,
  field: 'reason' | null,
  refusal: Omit<Refusal, 'fieldId'>,
) {
  const fieldId = field ? `${field}-${id}` : undefined;
  const refused = { id, field, refusal: { ...refusal, fieldId }, attempt: randomUUID() };
  return { ok: false as const, status, refused };
}

/**
 * Reads `intent` (accept or decline), `id`, `seen` and `reason`, and carries the decision out. What
 * belongs to another letter is not found: throws a Response 404.
 */
export async function decideChanges(
  ctx: Context,
  { slug, fields, actor }: { slug: string; fields: FormFields; actor: Actor },
) {
  const { intent, id = '', seen = '', reason = '' } = fields;
  if (intent !== 'accept' && intent !== 'decline') return notFound();
  if (intent === 'decline' && reason.length > longestReason) {
    return refuse(422, id, 'reason', {
      title: 'Nothing was decided yet',
      text: 'Shorten the reason to 1,000 characters',
    });
  }
  const decision =
    intent === 'accept' ? { accept: true as const } : { accept: false as const, reason };
  const done = await decide(ctx, { id, slug, seen, actor, decision });
  if (done.ok) return { ok: true as const, intent };
  switch (done.reason) {
    case 'not-found':
      return notFound();
    case 'nothing-asked':
      return refuse(409, id, null, {
        title: 'This organisation asks for nothing any more',
        text: 'Somebody else decided, or the organisation took it back or withdrew. Your decision was not recorded.',
      });
    case 'other-now':
      return refuse(409, id, null, {
        title: 'The organisation asks for something else now',
        text: 'It has replaced what you looked at. Nothing was decided; below is what it asks for now.',
      });
    default:
      throw new Error(done.reason satisfies never);
  }
}
