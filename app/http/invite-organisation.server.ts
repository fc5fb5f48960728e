import { randomUUID } from 'node:crypto';
import type { Refusal } from '~/components/desk/refusal-notice';
import { endorsementStateLabels } from '~/components/desk/state-labels';
import { faultsOf } from '~/components/form-faults';
import type { Context } from '~/context.server';
import type { Endorsed } from '~/domain/endorsements/find-endorsed.server';
import { inviteFormSchema } from '~/domain/endorsements/invitation';
import { describeInviteFault } from '~/domain/endorsements/invite-fault';
import {
  type InviteRefusal,
  inviteOrganisation as invite,
} from '~/domain/endorsements/invite-organisation.server';
import type { Actor } from '~/domain/organisers/organiser';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';

type Refused = {
  errors: Record<string, string>;
  refusal: Refusal;
  attempt: string;
};

const nothing = 'No invitation was sent';

const reasons: Record<
  Exclude<InviteRefusal, 'not-found' | 'already-endorsed'>,
  { field?: string; text: string }
> = {
  closed: { text: 'The letter takes no endorsements: it is a draft, or it has closed.' },
  'already-invited': {
    field: 'email',
    text: 'This mailbox already holds an invitation to this letter; withdraw that one first',
  },
  'mailbox-refused': {
    field: 'email',
    text: 'No mail may go to this mailbox now: its owner or its server has refused our mail, or it had three invitations today. Reach the organisation in another way',
  },
};

function refuse(
  status: 409 | 422,
  errors: Record<string, string>,
  text?: string,
  link?: Refusal['link'],
) {
  const [first] = Object.entries(errors);
  const fieldId = first ? `invite-${first[0]}` : undefined;
  const refusal = { title: nothing, text: text ?? first?.[1] ?? '', fieldId, link };
  const refused: Refused = { errors, refusal, attempt: randomUUID() };
  return { ok: false as const, status, refused };
}

/** Leads to the organisation that stands there already. */
function refuseEndorsed(slug: string, endorsed: Endorsed) {
  const { id, organisation, state, by } = endorsed;
  const stands = `“${organisation}” stands under this letter already: ${endorsementStateLabels[state].toLowerCase()}`;
  const field = by === 'mailbox' ? 'email' : 'organisation';
  const text = by === 'mailbox' ? `This mailbox speaks for it: ${stands}` : stands;
  const list = `/organise/letters/${slug}/endorsements?state=${state}`;
  const to = state === 'approved' ? `${list}#organisation-${id}` : list;
  return refuse(409, { [field]: text }, text, { to, label: 'Look at its endorsement' });
}

/**
 * Reads the form that invites and sends the invitation, or says at each field what is wrong with
 * it. Throws a Response 404 for an unknown letter.
 */
export async function inviteOrganisation(
  ctx: Context,
  { slug, fields, actor }: { slug: string; fields: FormFields; actor: Actor },
) {
  const parsed = inviteFormSchema.safeParse({ ...fields });
  if (!parsed.success) {
    const errors = faultsOf(parsed.error).map(({ field, code }) => [
      field,
      describeInviteFault(field, code),
    ]);
    return refuse(422, Object.fromEntries(errors));
  }
  const invited = await invite(ctx, { slug, form: parsed.data, actor });
  if (invited.ok) return { ok: true as const };
  if (invited.reason === 'not-found') return notFound();
  if (invited.reason === 'already-endorsed') return refuseEndorsed(slug, invited.endorsed);
  const { field, text } = reasons[invited.reason];
  return refuse(409, field ? { [field]: text } : {}, text);
}
