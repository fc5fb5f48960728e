import { randomUUID } from 'node:crypto';
import type { Refusal } from '~/components/desk/refusal-notice';
import type { Context } from '~/context.server';
import { approveEndorsement } from '~/domain/endorsements/approve-endorsement.server';
import { declineEndorsement } from '~/domain/endorsements/decline-endorsement.server';
import { type AuthorityBasis, authorityBases } from '~/domain/endorsements/endorsement';
import { listEndorsements } from '~/domain/endorsements/list-endorsements.server';
import type { Actor } from '~/domain/organisers/organiser';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';

const longestReason = 1000;

type Refused = { id: string; field: 'authorityBasis' | 'reason' | null; refusal: Refusal };

function refuse(
  status: 409 | 422,
  id: string,
  field: Refused['field'],
  refusal: Omit<Refusal, 'fieldId'>,
) {
  const fieldId = field ? `${field}-${id}` : undefined;
  const refused = { id, field, refusal: { ...refusal, fieldId }, attempt: randomUUID() };
  return { ok: false as const, status, refused };
}

function isAuthorityBasis(text: string | undefined): text is AuthorityBasis {
  return authorityBases.some((basis) => basis === text);
}

/**
 * Reads `intent` (approve or decline), `id`, and `authorityBasis` or `reason`, and carries the
 * decision out. An endorsement of another letter is not found: throws a Response 404.
 */
export async function decideEndorsement(
  ctx: Context,
  { slug, fields, actor }: { slug: string; fields: FormFields; actor: Actor },
) {
  const { intent, id = '', authorityBasis, reason = '' } = fields;
  const known = await listEndorsements(ctx, { slug });
  const endorsement = known.ok ? known.endorsements.find((one) => one.id === id) : undefined;
  if (!endorsement || (intent !== 'approve' && intent !== 'decline')) return notFound();
  if (intent === 'approve' && !isAuthorityBasis(authorityBasis)) {
    return refuse(422, id, 'authorityBasis', {
      title: 'Nothing was decided yet',
      text: `Choose how you know that ${endorsement.organisation} agreed`,
    });
  }
  if (reason.length > longestReason) {
    return refuse(422, id, 'reason', {
      title: 'Nothing was decided yet',
      text: 'Shorten the reason to 1,000 characters',
    });
  }
  const done =
    intent === 'approve' && isAuthorityBasis(authorityBasis)
      ? await approveEndorsement(ctx, { id, slug, actor, authorityBasis })
      : await declineEndorsement(ctx, { id, slug, actor, reason });
  if (done.ok) return { ok: true as const, intent };
  switch (done.reason) {
    case 'not-found':
      return notFound();
    case 'not-waiting':
      return refuse(409, id, null, {
        title: 'This organisation is not waiting for a decision any more',
        text: `Somebody else decided, or the organisation withdrew. Your decision was not recorded and theirs stands. Look under “Approved”, “Declined” and “Withdrawn” to see which.${reason ? ` You had written: “${reason}”` : ''}`,
      });
    case 'reason-missing':
      return refuse(422, id, 'reason', {
        title: 'Nothing was decided yet',
        text: `Write a reason that ${endorsement.organisation} can read`,
      });
    default:
      throw new Error(done.reason satisfies never);
  }
}
