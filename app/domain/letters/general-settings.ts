import { z } from 'zod';
import { locales } from '~/i18n/locale';
import { cleanText } from '~/primitives/clean-text';
import { isTimeZone } from '~/primitives/time-zone';

const longest = 200;

function line(code: string) {
  return z
    .string()
    .transform((typed) => cleanText(typed).replaceAll(/\s+/g, ' '))
    .refine((text) => text.length <= longest, { error: code });
}

/** What is general about a letter, as the form gives it; an empty field means that there is none. */
export const generalSchema = z.object({
  /** Left out where it is not asked for. */
  workingTitle: line('title-long')
    .refine((text) => text !== '', { error: 'title-missing' })
    .optional(),
  goal: z
    .string()
    .trim()
    .refine((typed) => typed === '' || /^[1-9]\d{0,8}$/.test(typed), { error: 'goal-format' })
    .transform((typed) => (typed === '' ? null : Number(typed))),
  timeZone: z.string().refine(isTimeZone, { error: 'zone-unknown' }),
  locales: z.array(z.enum(locales)),
  controller: line('controller-long').transform((text) => text || null),
  privacyContact: line('privacy-contact-long').transform((text) => text || null),
});
export type General = z.output<typeof generalSchema>;
