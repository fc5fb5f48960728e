import type { Context } from '~/context.server';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { endorseLetter } from '~/domain/endorsements/endorse-letter.server';
import { endorseFormSchema } from '~/domain/endorsements/endorsement';
import { type InviteForm, inviteFormSchema } from '~/domain/endorsements/invitation';
import { inviteOrganisation } from '~/domain/endorsements/invite-organisation.server';
import type { Actor } from '~/domain/organisers/organiser';
import { slug, waitingMails } from './letter';

/** What an organiser typed to invite the organisation that `acceptance` speaks for. */
export function inviteForm(typed: Partial<Record<keyof InviteForm, string>> = {}): InviteForm {
  return inviteFormSchema.parse({
    organisation: '북한인권시민모임',
    organisationEn: 'Citizens for Rights',
    email: 'office@citizens.example',
    locale: 'ko',
    note: 'Met the director on 3 March',
    ...typed,
  });
}

/** What its representative sends back with the form. */
export function acceptance(typed: Record<string, string> = {}) {
  return {
    organisation: '북한인권시민모임',
    organisationEn: 'Citizens for Rights',
    country: 'KR',
    website: 'citizens.example',
    representative: 'Han Ji-woo',
    role: 'Director',
    email: 'office@citizens.example',
    showRepresentative: 'yes',
    authorised: 'on',
    ...typed,
  };
}

/** Invites, and gives the id and the token that only the mail has. */
export async function invite(
  ctx: Context,
  actor: Actor,
  typed: Partial<Record<keyof InviteForm, string>> = {},
): Promise<{ id: string; token: string }> {
  const form = inviteForm(typed);
  const invited = await inviteOrganisation(ctx, { slug, form, actor });
  if (!invited.ok) throw new Error(invited.reason);
  const mails = await waitingMails(ctx, 'invite-endorsement');
  const mail = mails.findLast(({ to }) => to === form.email);
  if (!mail) throw new Error('no invitation in the outbox');
  return { id: invited.id, token: mail.props.invitationToken };
}

/** Sends the form that an invitation opened. */
export function accept(ctx: Context, invitation: string, typed: Record<string, string> = {}) {
  const form = endorseFormSchema.parse(acceptance(typed));
  return endorseLetter(ctx, { slug, locale: 'ko', form, logo: null, invitation });
}

/** The newest mail that asks this mailbox to confirm an endorsement. */
export async function confirmation(ctx: Context, email = 'office@citizens.example') {
  const mails = await waitingMails(ctx, 'confirm-endorsement');
  const mail = mails.findLast(({ to }) => to === email);
  if (!mail) throw new Error('no mail to confirm');
  return mail.props;
}

/** Presses the button behind that mail. */
export async function confirm(ctx: Context, email?: string) {
  const { confirmToken: token } = await confirmation(ctx, email);
  return confirmToken(ctx, { token });
}
