import { redirect } from '@remix-run/node';
import { faultsOf } from '~/components/form-faults';
import { endorseLetter } from '~/domain/endorsements/endorse-letter.server';
import { endorseFormSchema } from '~/domain/endorsements/endorsement';
import type { LetterView } from '~/domain/letters/letter-view';
import type { Locale } from '~/i18n/locale';
import { letterPath } from '~/i18n/localised-path';
import { refuseForm } from './desk-response.server';
import { notFound } from './not-found.server';
import { readFormWithFile } from './read-form.server';
import type { RouteArguments } from './require-letter.server';
import { keepDraft } from './sign-draft.server';

/** A box without a tick sends nothing, which must not pass for "not asked". */
const unticked = { authorised: '' };

/** The fault that a refusal stands for; an invitation that has ended has a page of its own. */
const faultOf = {
  closed: { status: 409, faults: [{ field: 'organisation', code: 'closed' }] },
  'logo-unreadable': { status: 422, faults: [{ field: 'logo', code: 'logo-unreadable' }] },
  'logo-too-large': { status: 422, faults: [{ field: 'logo', code: 'logo-too-large' }] },
  'invitation-ended': { status: 409, faults: [] },
} as const;

/**
 * Takes the form of an organisation, by whichever way it was opened; `invitation` is the token of
 * the second one. Redirects to the page that says to look into the mailbox, or answers with the
 * faults and everything that was typed.
 */
export async function takeEndorsement(
  args: RouteArguments,
  given: { letter: LetterView; locale: Locale; invitation?: string },
) {
  const { ctx } = args.context;
  const { letter, locale, invitation } = given;
  const { fields, file } = await readFormWithFile(args.request, 'logo');
  const answers: Record<string, string | undefined> = { ...fields };
  const parsed = endorseFormSchema.safeParse({ ...unticked, ...fields });
  if (!parsed.success) {
    const refusal = { faults: faultsOf(parsed.error), answers, hadLogo: file !== null };
    return refuseForm(args.context, 422, refusal);
  }
  const input = { slug: letter.slug, locale, form: parsed.data, logo: file, invitation };
  const endorsed = await endorseLetter(ctx, input);
  if (!endorsed.ok) {
    if (endorsed.reason === 'not-found') return notFound();
    const { status, faults } = faultOf[endorsed.reason];
    const hadLogo = endorsed.reason === 'invitation-ended' && file !== null;
    return refuseForm(args.context, status, { faults: [...faults], answers, hadLogo });
  }
  const path = letterPath(letter, locale);
  const { atOnce } = endorsed;
  const cookie = keepDraft(ctx, path, { step: 'endorse', email: parsed.data.email, atOnce });
  const headers = { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' };
  return redirect(`${path}/endorse/check-mail`, { status: 303, headers });
}
