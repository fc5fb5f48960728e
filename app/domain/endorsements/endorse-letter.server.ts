import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import {
  acceptInvitation,
  findInvitationOf,
  type InvitationRow,
  lockInvitation,
} from '~/db/endorsement-invitations.server';
import { insertEndorsement, putLogo } from '~/db/endorsements.server';
import type { Locale } from '~/i18n/locale';
import { hashToken } from '~/primitives/keyring.server';
import type { Result } from '~/primitives/result';
import { findLetter } from '../letters/find-letter.server';
import { type LetterView, takesSignatures } from '../letters/letter-view';
import { askRepresentative } from './ask-representative.server';
import type { EndorseForm } from './endorsement';
import { invitationEnd, settledByInvitation } from './invitation';
import { namesOf } from './organisation-names';
import { reencodeLogo } from './reencode-logo.server';
import { endorsementEmailIndex, sealRepresentative } from './sealed-representative.server';

export type EndorseInput = {
  slug: string;
  locale: Locale;
  form: EndorseForm;
  /** The uploaded file as it came; decoded and encoded anew before anything is stored. */
  logo: Buffer | null;
  /** The token of the invitation that the form was opened with. */
  invitation?: string;
};

/**
 * Takes an organisation's endorsement, unconfirmed, with the mail to its representative in the
 * same transaction. Nothing is public before the mail is confirmed and an organiser approves; an
 * approval given with an invitation counts (`atOnce`). One invitation gives one endorsement:
 * `invitation-ended` for whoever uses its link later, even by an instant.
 */
export async function endorseLetter(
  ctx: Context,
  input: EndorseInput,
): Promise<
  Result<
    { letter: LetterView; atOnce: boolean },
    'not-found' | 'closed' | 'logo-unreadable' | 'logo-too-large' | 'invitation-ended'
  >
> {
  const found = await findLetter(ctx, input);
  if (!found.ok) return found;
  const { letter } = found;
  if (!takesSignatures(letter, ctx.clock.now())) return { ok: false, reason: 'closed' };
  const logo = input.logo ? await reencodeLogo(input.logo) : null;
  if (logo && !logo.ok) return logo;
  const { form, locale } = input;
  return ctx.db.transaction().execute(async (trx) => {
    const { invitation: token } = input;
    const invitation = token === undefined ? null : await lockInvitation(trx, hashToken(token));
    if (invitation !== null && !isLive(invitation, letter)) {
      return { ok: false, reason: 'invitation-ended' };
    }
    const id = randomUUID();
    await insertUnconfirmed(ctx, trx, { id, letter, form, locale });
    if (logo) {
      const { hash, png, width, height } = logo;
      await putLogo(trx, { endorsementId: id, hash, png, width, height });
    }
    const atOnce = invitation ? await spendInvitation(trx, invitation.id, id) : false;
    await askRepresentative(ctx, trx, { id, letter, form, locale, atOnce });
    return { ok: true, letter, atOnce };
  });
}

function isLive(row: InvitationRow | undefined, letter: LetterView): row is InvitationRow {
  return row?.letter_id === letter.id && invitationEnd(row, true) === null;
}

type Unconfirmed = { id: string; letter: LetterView; form: EndorseForm; locale: Locale };

async function insertUnconfirmed(
  ctx: Context,
  trx: Transaction,
  input: Unconfirmed,
): Promise<void> {
  const { id, letter, form, locale } = input;
  const { email, representative, role } = form;
  await insertEndorsement(trx, {
    id,
    letter_id: letter.id,
    organisation: form.organisation,
    organisation_en: form.organisationEn,
    names: namesOf(form),
    statement: form.statement,
    country: form.country,
    website: form.website,
    locale,
    show_representative: form.showRepresentative,
    email_index: endorsementEmailIndex(ctx, letter.id, email),
    sealed: sealRepresentative(ctx, id, { email, representative, role }),
  });
}

/** Whether confirming will publish the endorsement, as far as can be known now. */
async function spendInvitation(
  trx: Transaction,
  id: string,
  endorsementId: string,
): Promise<boolean> {
  await acceptInvitation(trx, { id, endorsementId });
  return settledByInvitation(await findInvitationOf(trx, endorsementId));
}
