import { z } from 'zod';
import { type Locale, locales } from '~/i18n/locale';
import { cleanText } from '~/primitives/clean-text';
import { parseEmailAddress } from '~/primitives/email-address';
import { cleanLine } from '~/primitives/person-name';
import type { Cover } from '../letters/letter-snapshot';

export const longestSubject = 90;
export const longestCover = 2000;

const coverText = z.object({
  subject: z
    .string()
    .transform(cleanLine)
    .refine((text) => [...text].length <= longestSubject, { error: 'subject-long' }),
  paragraph: z
    .string()
    .transform(cleanText)
    .refine((text) => [...text].length <= longestCover, { error: 'paragraph-long' }),
});

/** What the form about the mail gives: empty fields mean what is usual. */
export const coverSchema = z.object({
  texts: z.partialRecord(z.enum(locales), coverText),
  replyTo: z
    .string()
    .trim()
    .refine((typed) => typed === '' || parseEmailAddress(typed) !== null, { error: 'reply-to' })
    .transform((typed) => parseEmailAddress(typed)),
});
export type CoverForm = z.output<typeof coverSchema>;

/** The texts that say something, in the languages of a delivery. */
export function coverOf(
  texts: CoverForm['texts'],
  languages: readonly Locale[],
): Cover | undefined {
  const given = languages.flatMap((locale) => {
    const text = texts[locale];
    return text && (text.subject || text.paragraph) ? [[locale, text] as const] : [];
  });
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}
