import { randomUUID } from 'node:crypto';
import type { Refusal } from '~/components/desk/refusal-notice';
import { faultsOf } from '~/components/form-faults';
import type { Context } from '~/context.server';
import { changeGeneral } from '~/domain/letters/change-general.server';
import { generalSchema } from '~/domain/letters/general-settings';
import type { LetterView } from '~/domain/letters/letter-view';
import type { Actor } from '~/domain/organisers/organiser';
import type { Locale } from '~/i18n/locale';
import { tickedLocales } from './new-letter-form.server';
import { notFound } from './not-found.server';
import { listLanguages } from './publish-letter.server';
import type { FormFields } from './read-form.server';

const sentences: Record<string, string> = {
  'title-missing': 'Write a working title',
  'title-long': 'Shorten the working title to 200 characters',
  'goal-format': 'Write the goal as a whole number, such as 2000, or leave it empty',
  'zone-unknown': 'Choose a time zone from the list',
  'controller-long': 'Shorten it to 200 characters',
  'privacy-contact-long': 'Shorten it to 200 characters',
};

type Given = { letter: LetterView; fields: FormFields; actor: Actor };

/** Saves the form about a letter in general, or says field by field what is wrong. */
export async function saveGeneral(ctx: Context, given: Given) {
  const { letter, fields, actor } = given;
  const parsed = generalSchema.safeParse({
    workingTitle: letter.state === 'draft' ? (fields.workingTitle ?? '') : undefined,
    goal: fields.goal ?? '',
    timeZone: fields.timeZone ?? '',
    locales: tickedLocales(fields),
    controller: fields.controller ?? '',
    privacyContact: fields.privacyContact ?? '',
  });
  if (!parsed.success) {
    const errors = faultsOf(parsed.error).map(({ field, code }) => [
      field,
      sentences[code] ?? code,
    ]);
    return refuse(422, fields, Object.fromEntries(errors));
  }
  const saved = await changeGeneral(ctx, {
    slug: letter.slug,
    general: parsed.data,
    withdraw: fields.withdraw === 'yes',
    actor,
  });
  if (saved.ok) return saved;
  if (saved.reason === 'not-found') return notFound();
  const names = listLanguages(saved.locales);
  const text = `The letter can be read in ${names} now. Say below that it is to be taken away there`;
  return refuse(409, fields, { withdraw: text }, saved.locales);
}

function refuse(
  status: 409 | 422,
  fields: FormFields,
  errors: Record<string, string>,
  withdraws: Locale[] = [],
) {
  const [first] = Object.entries(errors);
  const refusal: Refusal = {
    title: 'Nothing was saved',
    text: first?.[1] ?? 'Look at the form again',
    fieldId: first?.[0],
  };
  const typed: Record<string, string> = { ...fields };
  return {
    ok: false as const,
    status,
    refused: { errors, refusal, typed, withdraws, attempt: randomUUID() },
  };
}
