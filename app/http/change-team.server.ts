import type { Refusal } from '~/components/desk/refusal-notice';
import type { Context } from '~/context.server';
import { giveLetterRole } from '~/domain/organisers/give-letter-role.server';
import { type Actor, organiserRoles } from '~/domain/organisers/organiser';
import { takeLetterRole } from '~/domain/organisers/take-letter-role.server';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';

type TeamAnswer =
  | { ok: true; done: 'given' | 'taken' }
  | { ok: false; status: 409 | 422; refusal: Refusal };

const title = 'The team is as it was';
const refusals = {
  'email-format': {
    status: 422,
    refusal: { title, text: 'Enter a mail address, like name@example.org', fieldId: 'email' },
  },
  'owner-everywhere': {
    status: 409,
    refusal: {
      title,
      text: 'This person owns the whole installation, and with it every letter',
      fieldId: 'email',
    },
  },
  'last-owner': {
    status: 409,
    refusal: {
      title,
      text: 'The letter would have no owner. Make somebody else an owner first.',
    },
  },
} as const;

/** What the team page asks for: a role given or taken away. Throws a Response 404 for anything else. */
export async function changeTeam(
  ctx: Context,
  input: { slug: string; fields: FormFields; actor: Actor },
): Promise<TeamAnswer> {
  const { slug, fields, actor } = input;
  if (fields.intent === 'take') {
    const taken = await takeLetterRole(ctx, { slug, organiserId: fields.id ?? '', actor });
    if (taken.ok) return { ok: true, done: 'taken' };
    return taken.reason === 'not-found' ? notFound() : { ok: false, ...refusals[taken.reason] };
  }
  if (fields.intent !== 'give') return notFound();
  const role = organiserRoles.find((one) => one === fields.role);
  if (!role) {
    const refusal = { title, text: 'Choose a role', fieldId: 'role' };
    return { ok: false, status: 422, refusal };
  }
  const given = await giveLetterRole(ctx, { slug, email: fields.email ?? '', role, actor });
  if (given.ok) return { ok: true, done: 'given' };
  return given.reason === 'not-found' ? notFound() : { ok: false, ...refusals[given.reason] };
}
