import { z } from 'zod';
import { countryCodes } from '~/i18n/country-codes';
import { parseEmailAddress } from '~/primitives/email-address';
import { cleanLine, lineFault, nameFault, paragraphFault } from '~/primitives/person-name';
import { type NameField, namesOf, type OrganisationNames } from './organisation-names';

export const endorsementStates = [
  'unconfirmed',
  'waiting',
  'approved',
  'declined',
  'withdrawn',
] as const;
export type EndorsementState = (typeof endorsementStates)[number];

/** What each state may become; nothing is public but `approved`. */
export const endorsementTransitions: Record<EndorsementState, readonly EndorsementState[]> = {
  unconfirmed: ['waiting', 'withdrawn'],
  waiting: ['approved', 'declined', 'withdrawn'],
  approved: ['withdrawn'],
  declined: [],
  withdrawn: [],
};

/** On what an organiser's approval rests. */
export const authorityBases = [
  'domain-match',
  'signed-letter',
  'known-contact',
  'published-contact',
  'invitation',
] as const;
export type AuthorityBasis = (typeof authorityBases)[number];

/** Why an organiser declines; the words for each are in the language of who reads them. */
export const declineTemplates = [
  'no-authority',
  'not-reachable',
  'not-an-organisation',
  'already-endorsed',
  'other-aims',
] as const;
export type DeclineTemplate = (typeof declineTemplates)[number];

/** What is sealed with an endorsement; what retention has erased is empty. */
export type SealedRepresentative = { email: string; representative: string; role: string };

/** One cleaned line; `emptyCode` is what is said when there is none. */
export function line(emptyCode: string, isName: boolean) {
  return z
    .string()
    .default('')
    .transform(cleanLine)
    .superRefine((text, check) => {
      const fault = isName ? nameFault(text) : text === '' ? 'empty' : lineFault(text);
      if (!fault) return;
      const codes = {
        empty: emptyCode,
        'too-long': isName ? 'name-too-long' : 'text-too-long',
        link: 'text-link',
        'not-a-name': 'name-not-a-name',
      };
      check.addIssue({ code: 'custom', message: codes[fault] });
    });
}

/** The name in one more language; most organisations give none. */
const furtherName = z
  .string()
  .default('')
  .transform(cleanLine)
  .superRefine((text, check) => {
    const fault = text === '' ? null : nameFault(text);
    const codes = { 'too-long': 'name-too-long', link: 'text-link' } as const;
    const message = fault === 'too-long' || fault === 'link' ? codes[fault] : 'name-not-a-name';
    if (fault) check.addIssue({ code: 'custom', message });
  });

const statement = z
  .string()
  .default('')
  .transform(cleanLine)
  .superRefine((text, check) => {
    const fault = text === '' ? null : paragraphFault(text);
    const codes = { 'too-long': 'statement-too-long', link: 'text-link' } as const;
    const message = fault === 'too-long' || fault === 'link' ? codes[fault] : 'text-unusable';
    if (fault) check.addIssue({ code: 'custom', message });
  })
  .transform((text) => text || null);

const furtherNames = { nameKo: furtherName, nameUk: furtherName } satisfies Record<
  NameField,
  unknown
>;

/** A web address as people type it; only its https/http origin and path are kept. */
export const website = z
  .string()
  .default('')
  .transform((typed, check) => {
    const text = typed.trim();
    try {
      const url = new URL(/^https?:\/\//i.test(text) ? text : `https://${text}`);
      const usable = url.hostname.includes('.') && !url.username && !url.password;
      if (usable && text.length <= 300 && /^https?:$/.test(url.protocol)) {
        return `${url.protocol}//${url.host}${url.pathname === '/' ? '' : url.pathname}`;
      }
    } catch {
      // Told as the same issue as an address of another kind.
    }
    check.addIssue({ code: 'custom', message: 'website-format' });
    return z.NEVER;
  });

/** An ISO 3166-1 alpha-2 code in any case. */
export const country = z
  .string()
  .default('')
  .transform((typed) => typed.trim().toUpperCase())
  .superRefine((code, check) => {
    if (code === '') check.addIssue({ code: 'custom', message: 'country-empty' });
    else if (!countryCodes.has(code))
      check.addIssue({ code: 'custom', message: 'country-unknown' });
  });

/** A mailbox, as mail is sent to it. */
export const email = z
  .string()
  .default('')
  .transform((typed, check) => {
    const address = parseEmailAddress(typed);
    if (address) return address;
    check.addIssue({ code: 'custom', message: typed.trim() ? 'email-format' : 'email-empty' });
    return z.NEVER;
  });

/** The endorsement form. Each issue's message is a code that the pages translate. */
export const endorseFormSchema = z.object({
  organisation: line('organisation-empty', true),
  organisationEn: line('organisation-en-empty', true),
  ...furtherNames,
  statement,
  country,
  website,
  representative: line('representative-empty', true),
  role: line('role-empty', false),
  email,
  showRepresentative: z
    .enum(['yes', 'no'], { error: 'show-representative-missing' })
    .transform((answer) => answer === 'yes'),
  authorised: z
    .string()
    .optional()
    .refine((value) => value !== undefined && value !== '', { error: 'authorised-missing' }),
});
export type EndorseForm = z.infer<typeof endorseFormSchema>;

/** Representative, role and consent, as they are corrected afterwards. */
export const updateContactSchema = endorseFormSchema.pick({
  representative: true,
  role: true,
  showRepresentative: true,
});
export type UpdateContactForm = z.infer<typeof updateContactSchema>;

/** What stands under the letter about an organisation, as it is asked to be changed afterwards. */
export const askChangesSchema = endorseFormSchema.pick({
  organisation: true,
  organisationEn: true,
  nameKo: true,
  nameUk: true,
  statement: true,
});
export type AskChangesForm = z.infer<typeof askChangesSchema>;

/** Everything about an organisation that organisers check before it is public, but the logo. */
export type OrganisationWords = {
  organisation: string;
  organisationEn: string;
  names: OrganisationNames;
  statement: string | null;
};

export function wordsOf(form: AskChangesForm): OrganisationWords {
  const { organisation, organisationEn, statement } = form;
  return { organisation, organisationEn, names: namesOf(form), statement };
}

/** States in which the organisation still stands by its endorsement and may change it. */
export function isStanding(state: EndorsementState): boolean {
  return state === 'unconfirmed' || state === 'waiting' || state === 'approved';
}
