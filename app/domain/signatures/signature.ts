import { z } from 'zod';
import { countryCodes } from '~/i18n/country-codes';
import { parseEmailAddress } from '~/primitives/email-address';
import { cleanLine, type LineFault, lineFault, nameFault } from '~/primitives/person-name';
import { latinNameSchema } from './latin-name';

/** Who sees the name: page and letter, the letter to the addressee only, or nobody. */
export const signatureVisibilities = ['public', 'letter', 'counted'] as const;
export type SignatureVisibility = (typeof signatureVisibilities)[number];

export const signatureStates = [
  'pending',
  'held',
  'confirmed',
  'withdrawn',
  'invalidated',
] as const;
export type SignatureState = (typeof signatureStates)[number];

/** What each state may become; nothing else is possible. */
export const signatureTransitions: Record<SignatureState, readonly SignatureState[]> = {
  pending: ['pending', 'held', 'confirmed', 'withdrawn', 'invalidated'],
  held: ['confirmed', 'withdrawn', 'invalidated'],
  confirmed: ['withdrawn', 'invalidated'],
  withdrawn: ['pending'],
  invalidated: ['pending', 'held', 'confirmed', 'withdrawn'],
};

/** What reviewers look at: what does not count yet, and what counts and is flagged. */
export const reviewLists = ['held', 'flagged'] as const;
export type ReviewList = (typeof reviewLists)[number];

/** Why a reviewer leaves a signature out; a list, so that nothing personal is written down. */
export const leaveOutReasons = [
  'not-a-name',
  'by-machine',
  'same-person',
  'without-permission',
  'abuse',
  'other',
] as const;
export type LeaveOutReason = (typeof leaveOutReasons)[number];

/** What is sealed with a signature: only its owner and the organisers may read it. */
export type SealedSignatory = {
  /** Empty once retention has erased it; such a person gets no mail. */
  email: string;
  name: string;
  title: string | null;
  affiliation: string | null;
  comment: string | null;
  /** How the name is spelled in Latin letters, when its owner added that afterwards. */
  latinName?: string | null;
};

const faultCodes: Record<LineFault, string> = {
  empty: 'name-empty',
  'too-long': 'text-too-long',
  link: 'text-link',
  'not-a-name': 'name-not-a-name',
};

const name = z
  .string()
  .default('')
  .transform(cleanLine)
  .superRefine((text, check) => {
    const fault = nameFault(text);
    const message = fault === 'too-long' ? 'name-too-long' : fault && faultCodes[fault];
    if (message) check.addIssue({ code: 'custom', message });
  });

const optionalLine = z
  .string()
  .default('')
  .transform(cleanLine)
  .superRefine((text, check) => {
    const fault = lineFault(text);
    if (fault) check.addIssue({ code: 'custom', message: faultCodes[fault] });
  })
  .transform((text) => text || null);

const email = z
  .string()
  .default('')
  .transform((typed, check) => {
    const address = parseEmailAddress(typed);
    if (address) return address;
    check.addIssue({ code: 'custom', message: typed.trim() ? 'email-format' : 'email-empty' });
    return z.NEVER;
  });

const visibility = z.enum(signatureVisibilities, { error: 'visibility-missing' });

const country = z
  .string()
  .default('')
  .transform((typed) => typed.trim().toUpperCase())
  .refine((code) => code === '' || countryCodes.has(code), { error: 'country-unknown' })
  .transform((code) => code || null);

const comment = z
  .string()
  .default('')
  .transform((typed) => typed.normalize('NFC').replaceAll('\0', '').trim())
  .refine((text) => text.length <= 1000, { error: 'comment-too-long' })
  .transform((text) => text || null);

/** A ticked checkbox sends some value, an unticked one sends nothing. */
const checkbox = z
  .string()
  .optional()
  .transform((value) => value !== undefined && value !== '');

/** The sign form. Each issue's message is a code that the pages translate. */
export const signFormSchema = z.object({
  name,
  email,
  visibility,
  title: optionalLine,
  affiliation: optionalLine,
  country,
  comment,
  updates: checkbox,
});
export type SignForm = z.infer<typeof signFormSchema>;

/** What the owner may change afterwards: everything but the address. */
export const updateSignatureSchema = signFormSchema
  .omit({ email: true })
  .extend({ latinName: latinNameSchema.optional(), newsFrom: checkbox.optional() });
export type UpdateSignatureForm = z.infer<typeof updateSignatureSchema>;
