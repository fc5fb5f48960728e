import { randomUUID } from 'node:crypto';
import { languageField } from '~/components/desk/letter-basics';
import { faultsOf } from '~/components/form-faults';
import type { Context } from '~/context.server';
import { createLetter } from '~/domain/letters/create-letter.server';
import { newLetterSchema } from '~/domain/letters/new-letter';
import { longestSlug, proposeSlug } from '~/domain/letters/slug';
import type { Actor } from '~/domain/organisers/organiser';
import { locales } from '~/i18n/locale';
import type { FormFields } from './read-form.server';
import { refusalOfFaults } from './refusal-of-faults';

const sentences: Record<string, string> = {
  'title-missing': 'Write a working title; it can be changed later',
  'title-long': 'Shorten the working title to 200 characters',
  'slug-empty': 'Write a short name in Latin letters; none can be made of this title',
  'slug-shape':
    'Use small Latin letters, digits and single hyphens only, such as free-the-prisoners',
  'slug-long': `Shorten the short name to ${longestSlug} characters`,
  'slug-reserved': 'This word is needed for a page of the site; choose another short name',
  'master-missing': 'Choose the language that you write the letter in',
  'zone-unknown': 'Choose a time zone from the list',
};

const fieldsInOrder = ['title', 'slug', 'masterLocale', 'locales', 'timeZone'];

/** The languages whose boxes were ticked. */
export function tickedLocales(fields: FormFields) {
  return locales.filter((locale) => fields[languageField(locale)] === 'yes');
}

/** Begins the letter that the form describes, or says field by field what is wrong. */
export async function beginLetter(ctx: Context, fields: FormFields, actor: Actor) {
  const parsed = newLetterSchema.safeParse({
    title: fields.title ?? '',
    slug: fields.slug ?? '',
    masterLocale: fields.masterLocale ?? '',
    locales: tickedLocales(fields),
    timeZone: fields.timeZone ?? '',
  });
  if (!parsed.success) {
    const errors = faultsOf(parsed.error).map(({ field, code }) => [
      field,
      sentences[code] ?? code,
    ]);
    return refuse(422, Object.fromEntries(errors), fields);
  }
  const created = await createLetter(ctx, { ...parsed.data, actor });
  if (created.ok) return created;
  const { slug } = parsed.data;
  const text = `Another letter has the short name ${slug}; choose another one${created.free ? `, such as ${created.free}` : ''}`;
  return refuse(409, { slug: text }, { ...fields, slug });
}

function refuse(status: 409 | 422, errors: Record<string, string>, fields: FormFields) {
  const refusal = refusalOfFaults('The letter was not begun', errors, { order: fieldsInOrder });
  const typed: Record<string, string> = { ...fields };
  if (!typed.slug) typed.slug = proposeSlug(fields.title ?? '');
  return { ok: false as const, status, refused: { errors, refusal, typed, attempt: randomUUID() } };
}
