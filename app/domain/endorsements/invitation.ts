import { z } from 'zod';
import { locales } from '~/i18n/locale';
import { days } from '~/primitives/duration';
import { cleanLine } from '~/primitives/person-name';
import { country, email, line, website } from './endorsement';

/** An invitation works so long, but never longer than its letter is open. */
export const invitationValidFor = days(60);

export const longestInvitationNote = 500;

/** What is sealed with an invitation; what retention has erased is empty. */
export type SealedInvitation = { email: string; representative: string | null; note: string };

/** An answer that may be left empty, which is null. */
function optional<Answer>(schema: z.ZodType<Answer, string | undefined>) {
  return z
    .string()
    .default('')
    .transform((typed, check): Answer | null => {
      if (typed.trim() === '') return null;
      const parsed = schema.safeParse(typed);
      if (parsed.success) return parsed.data;
      for (const { message } of parsed.error.issues) check.addIssue({ code: 'custom', message });
      return z.NEVER;
    });
}

const note = z
  .string()
  .default('')
  .transform(cleanLine)
  .superRefine((text, check) => {
    if (text === '') check.addIssue({ code: 'custom', message: 'note-empty' });
    if (text.length > longestInvitationNote)
      check.addIssue({ code: 'custom', message: 'note-too-long' });
  });

const position = z
  .string()
  .default('')
  .transform((typed) => typed.trim())
  .refine((typed) => /^[1-9]\d{0,2}$/.test(typed), { error: 'founding-position-format' })
  .transform(Number);

/** What an organiser types to invite. Each issue's message is a code that desk and terminal word. */
export const inviteFormSchema = z.object({
  organisation: line('organisation-empty', true),
  organisationEn: line('organisation-en-empty', true),
  email,
  locale: z.enum(locales, { error: 'locale-missing' }),
  note,
  representative: optional(line('representative-empty', true)),
  country: optional(country),
  website: optional(website),
  foundingPosition: optional(position),
});
export type InviteForm = z.infer<typeof inviteFormSchema>;

/** Why an invitation can no longer be used; each has a page of its own with a next step. */
export const invitationEnds = ['unknown', 'withdrawn', 'used', 'closed', 'expired'] as const;
export type InvitationEnd = (typeof invitationEnds)[number];

/** Why an invitation that exists can no longer be used, or null while it can. */
export function invitationEnd(
  row: { withdrawn_at: Date | null; accepted_at: Date | null; expired: boolean },
  open: boolean,
): Exclude<InvitationEnd, 'unknown'> | null {
  if (row.withdrawn_at) return 'withdrawn';
  if (row.accepted_at) return 'used';
  if (!open) return 'closed';
  return row.expired ? 'expired' : null;
}

/** What an endorsement has in common with the invitation it came through. */
export type InvitationSignals = { withdrawn: boolean; sameMailbox: boolean; sameName: boolean };

/**
 * Whether an organiser's check before the invitation holds for what came through it: the invited
 * mailbox speaks, in the invited name, and nobody took the invitation back. That the link has since
 * expired does not matter, because it was used in time.
 */
export function settledByInvitation(found: InvitationSignals | undefined): boolean {
  return found !== undefined && !found.withdrawn && found.sameMailbox && found.sameName;
}

/** Whether taking an invitation back still changes anything. */
export function mayWithdraw(
  row: { withdrawn_at: Date | null; accepted_at: Date | null; expired: boolean },
  endorsementState: string | null,
): boolean {
  if (row.withdrawn_at) return false;
  return row.accepted_at ? endorsementState === 'unconfirmed' : !row.expired;
}
