import { z } from 'zod';
import { locales } from '~/i18n/locale';
import { isTimeZone } from '~/primitives/time-zone';
import { proposeSlug, slugFault } from './slug';

/** What a new letter needs; every message names what is wrong, and the form has the words for it. */
export const newLetterSchema = z
  .object({
    title: z
      .string()
      .trim()
      .min(1, { error: 'title-missing' })
      .max(200, { error: 'title-long' })
      .refine((typed) => !/\p{Cc}/u.test(typed), { error: 'title-missing' }),
    slug: z.string().trim(),
    masterLocale: z.enum(locales, { error: 'master-missing' }),
    locales: z.array(z.enum(locales)),
    timeZone: z.string().refine(isTimeZone, { error: 'zone-unknown' }),
  })
  .transform((typed) => ({
    ...typed,
    slug: typed.slug || proposeSlug(typed.title),
    // Whoever writes in a language offers it.
    locales: locales.filter(
      (locale) => locale === typed.masterLocale || typed.locales.includes(locale),
    ),
  }))
  .superRefine((typed, issues) => {
    const fault = slugFault(typed.slug);
    if (fault) issues.addIssue({ code: 'custom', path: ['slug'], message: `slug-${fault}` });
  });
export type NewLetter = z.output<typeof newLetterSchema>;
