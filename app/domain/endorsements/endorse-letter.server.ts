import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import { insertEndorsement, putLogo } from '~/db/endorsements.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { findLetter } from '../letters/find-letter.server';
import { type LetterView, takesSignatures } from '../letters/letter-view';
import { askRepresentative } from './ask-representative.server';
import type { EndorseForm } from './endorsement';
import { namesOf } from './organisation-names';
import { reencodeLogo } from './reencode-logo.server';
import { endorsementEmailIndex, sealRepresentative } from './sealed-representative.server';

export type EndorseInput = {
  slug: string;
  locale: Locale;
  form: EndorseForm;
  /** The uploaded file as it came; decoded and encoded anew before anything is stored. */
  logo: Buffer | null;
};

/**
 * Takes an organisation's endorsement, unconfirmed, with the mail to its representative in the
 * same transaction. Nothing is public before the mail is confirmed and an organiser approves.
 */
export async function endorseLetter(
  ctx: Context,
  input: EndorseInput,
): Promise<
  Result<{ letter: LetterView }, 'not-found' | 'closed' | 'logo-unreadable' | 'logo-too-large'>
> {
  const found = await findLetter(ctx, input);
  if (!found.ok) return found;
  const { letter } = found;
  if (!takesSignatures(letter, ctx.clock.now())) return { ok: false, reason: 'closed' };
  const logo = input.logo ? await reencodeLogo(input.logo) : null;
  if (logo && !logo.ok) return logo;
  const { form, locale } = input;
  const { email, representative, role } = form;
  await ctx.db.transaction().execute(async (trx) => {
    const id = randomUUID();
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
    if (logo) {
      const { hash, png, width, height } = logo;
      await putLogo(trx, { endorsementId: id, hash, png, width, height });
    }
    await askRepresentative(ctx, trx, { id, letter, form, locale });
  });
  return { ok: true, letter };
}
