import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { hasLiveInvitation, insertInvitation } from '~/db/endorsement-invitations.server';
import { findLetterRow } from '~/db/letters.server';
import { lockRecipient } from '~/db/recipients.server';
import { hashToken, newToken } from '~/primitives/keyring.server';
import { recordAudit } from '../audit/record-audit.server';
import { type LetterView, takesSignatures } from '../letters/letter-view';
import { viewLetter } from '../letters/view-letter.server';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mailIfAllowed } from '../messages/mail-if-allowed.server';
import { recipientIndexOf } from '../messages/recipient-index.server';
import type { Actor } from '../organisers/organiser';
import { type Endorsed, findEndorsed } from './find-endorsed.server';
import { type InviteForm, invitationValidFor } from './invitation';
import { sealInvitation } from './sealed-invitation.server';
import { endorsementEmailIndex } from './sealed-representative.server';

export type InviteRefusal =
  | 'not-found'
  | 'closed'
  | 'already-invited'
  | 'already-endorsed'
  | 'mailbox-refused';

type Refused =
  | { ok: false; reason: Exclude<InviteRefusal, 'already-endorsed'> }
  | { ok: false; reason: 'already-endorsed'; endorsed: Endorsed };

type Invitation = { id: string; letter: LetterView; form: InviteForm; actor: Actor };

/**
 * Invites an organisation by name at a mailbox whose authority the organiser has checked, with the
 * mail in the same transaction. The link works for 60 days, and not longer than the letter is open.
 * Refused, with nothing stored: `already-endorsed` when the mailbox or the name stands under the
 * letter, approved or waiting, and which it is; `already-invited` while the mailbox holds a live invitation to the
 * letter, and `mailbox-refused` when no mail may go there (`mayMail`).
 */
export async function inviteOrganisation(
  ctx: Context,
  input: { slug: string; form: InviteForm; actor: Actor },
): Promise<{ ok: true; id: string } | Refused> {
  const found = await findLetterRow(ctx.db, { slug: input.slug });
  if (!found) return { ok: false, reason: 'not-found' };
  const letter = await viewLetter(ctx, found);
  if (!takesSignatures(letter, ctx.clock.now())) return { ok: false, reason: 'closed' };
  const { form, actor } = input;
  const to = form.email;
  const emailIndex = endorsementEmailIndex(ctx, letter.id, to);
  return ctx.db.transaction().execute(async (trx) => {
    // Two organisers who invite one mailbox take turns.
    await lockRecipient(trx, recipientIndexOf(ctx, to));
    const endorsed = await findEndorsed(ctx, trx, { letterId: letter.id, ...form });
    if (endorsed) return { ok: false, reason: 'already-endorsed', endorsed };
    if (await hasLiveInvitation(trx, { letterId: letter.id, emailIndex })) {
      return { ok: false, reason: 'already-invited' };
    }
    const id = randomUUID();
    const plan = { kind: 'invite-endorsement', to, letterId: letter.id } as const;
    const invited = await mailIfAllowed(ctx, trx, plan, () =>
      writeInvitation(ctx, trx, { id, letter, form, actor }),
    );
    return invited ? { ok: true, id } : { ok: false, reason: 'mailbox-refused' };
  });
}

async function writeInvitation(ctx: Context, trx: Transaction, input: Invitation): Promise<void> {
  const { id, letter, form, actor } = input;
  const { email, representative, note, locale, organisation } = form;
  const invitationToken = newToken();
  const hash = hashToken(invitationToken);
  const row = {
    id,
    letter_id: letter.id,
    token_hash: hash,
    organisation,
    organisation_en: form.organisationEn,
    country: form.country,
    website: form.website,
    locale,
    founding_position: form.foundingPosition,
    email_index: endorsementEmailIndex(ctx, letter.id, email),
    sealed: sealInvitation(ctx, id, { email, representative, note }),
    invited_by: actor.kind === 'organiser' ? actor.organiserId : null,
  };
  const end = { validFor: invitationValidFor, closesAt: letter.closesAt };
  const expiresAt = await insertInvitation(trx, row, end);
  await recordAudit(trx, {
    actor,
    action: 'endorsement.invited',
    letterId: letter.id,
    object: { kind: 'endorsement-invitation', id },
    details: { until: expiresAt.toISOString() },
  });
  const { title, addresseeShort, letterhead } = letter.texts[locale];
  await enqueuePersonalMessage(
    ctx,
    trx,
    {
      kind: 'invite-endorsement',
      to: email,
      props: {
        slug: letter.slug,
        masterLocale: letter.masterLocale,
        locale,
        letterTitle: title,
        addressee: addresseeShort,
        host: letterhead.name,
        organisation,
        representative,
        invitationToken,
        validUntil: expiresAt.toISOString(),
        timeZone: letter.timeZone,
      },
    },
    `invite-endorsement:${hash.toString('hex')}`,
  );
}
