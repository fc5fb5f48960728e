import { z } from 'zod';
import { hours } from '~/primitives/duration';
import { parseEmailAddress } from '~/primitives/email-address';
import { graphemeCount } from '~/primitives/person-name';
import { stripInvisible } from '~/primitives/strip-invisible';

/** Why somebody reports a public signature; the first puts the case before all others. */
export const reportReasons = [
  'without-permission',
  'not-a-person',
  'abusive',
  'duplicate',
  'other',
] as const;
export type ReportReason = (typeof reportReasons)[number];

export const reportCaseStates = ['open', 'kept', 'taken-out', 'gone'] as const;
export type ReportCaseState = (typeof reportCaseStates)[number];

/**
 * What each state may become; nothing else is possible. A decision stands: who reports again opens
 * another case. `gone` is a signature that its owner or a bulk decision took away meanwhile.
 */
export const reportCaseTransitions: Record<ReportCaseState, readonly ReportCaseState[]> = {
  open: ['kept', 'taken-out', 'gone'],
  kept: [],
  'taken-out': [],
  gone: [],
};

/** How long before the answer is due those who decide are reminded; the 72 hours are the table's. */
export const warnBefore = hours(12);

/** Beyond it a further report about the same signature adds nothing that is stored. */
export const mostReportsPerCase = 20;

export const longestWords = 1000;

/** What is sealed of a report. */
export type SealedReport = {
  words: string | null;
  /** For the one mail that tells the decision; gone once that is written. */
  email: string | null;
};

/** Lines stay lines, and nothing that nobody can see is kept. */
function cleanWords(typed: string): string {
  return typed
    .normalize('NFC')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => stripInvisible(line.replaceAll('\t', ' ')).trimEnd())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

const reason = z.enum(reportReasons, { error: 'report-reason-missing' });

/** Bytes are bounded as well: one character can be made of any number of marks. */
const words = z
  .string()
  .default('')
  .transform(cleanWords)
  .refine(
    (text) =>
      new TextEncoder().encode(text).length <= 4 * longestWords &&
      graphemeCount(text) <= longestWords,
    { error: 'report-too-long' },
  )
  .transform((text) => text || null);

const email = z
  .string()
  .default('')
  .transform((typed, check) => {
    if (typed.trim() === '') return null;
    const address = parseEmailAddress(typed);
    if (address) return address;
    check.addIssue({ code: 'custom', message: 'email-format' });
    return z.NEVER;
  });

/** The form of a report. Each issue's message is a code that the pages translate. */
export const reportFormSchema = z.object({ reason, words, email }).superRefine((form, check) => {
  if (form.reason === 'other' && form.words === null) {
    check.addIssue({ code: 'custom', path: ['words'], message: 'report-words-missing' });
  }
});
export type ReportForm = z.infer<typeof reportFormSchema>;
