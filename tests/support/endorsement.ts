import type { Context } from '~/context.server';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { endorseLetter } from '~/domain/endorsements/endorse-letter.server';
import { endorseFormSchema } from '~/domain/endorsements/endorsement';
import { listEndorsements } from '~/domain/endorsements/list-endorsements.server';
import type { Locale } from '~/i18n/locale';
import { slug, waitingMails } from './letter';

/** What the form of an organisation carries, with the given answers changed. */
export function endorseForm(typed: Record<string, string> = {}) {
  return endorseFormSchema.parse({
    organisation: '북한인권시민모임',
    organisationEn: 'Citizens for Rights',
    country: 'kr',
    website: 'citizens.example',
    representative: 'Han Ji-woo',
    role: 'Director',
    email: 'han@citizens.example',
    showRepresentative: 'no',
    authorised: 'on',
    ...typed,
  });
}

/** An organisation that has confirmed by mail and waits: its id and its own link. */
export async function waitingEndorsement(
  ctx: Context,
  options: { email: string; locale?: Locale; logo?: Buffer | null; typed?: Record<string, string> },
) {
  const { email, locale = 'ko', logo = null, typed = {} } = options;
  const form = endorseForm({ ...typed, email });
  const endorsed = await endorseLetter(ctx, { slug, locale, form, logo });
  if (!endorsed.ok) throw new Error(endorsed.reason);
  const mails = await waitingMails(ctx, 'confirm-endorsement');
  const mail = mails.find(({ to }) => to === form.email);
  if (!mail) throw new Error('no mail to the representative');
  const confirmed = await confirmToken(ctx, { token: mail.props.confirmToken });
  if (!confirmed.ok) throw new Error(confirmed.reason);
  const listed = await listEndorsements(ctx, { slug, state: 'waiting' });
  const found = listed.ok && listed.endorsements.find((one) => one.email === form.email);
  if (!found) throw new Error('the endorsement does not wait');
  return { id: found.id, endorsement: found, manageToken: mail.props.manageToken };
}

/** One endorsement of the letter, as organisers see it. */
export async function readEndorsement(ctx: Context, id: string) {
  const listed = await listEndorsements(ctx, { slug });
  const found = listed.ok && listed.endorsements.find((one) => one.id === id);
  if (!found) throw new Error('no such endorsement');
  return found;
}
