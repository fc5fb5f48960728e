import { z } from 'zod';
import { countryCodes } from '~/i18n/country-codes';
import { cleanText } from '~/primitives/clean-text';
import { cleanLine, graphemeCount } from '~/primitives/person-name';

export const paperBatchStates = ['entered', 'verified', 'withdrawn'] as const;
export type PaperBatchState = (typeof paperBatchStates)[number];

/** What each state may become; nothing else is possible. Only verified batches are ever shown. */
export const paperBatchTransitions: Record<PaperBatchState, readonly PaperBatchState[]> = {
  entered: ['verified', 'withdrawn'],
  verified: ['withdrawn'],
  withdrawn: [],
};

/** What is sealed with a batch: where and by whom it was collected may name people. */
export type SealedBatch = { place: string; collector: string; note: string | null };

/** Signatures on paper that a letter shows apart from those given online. */
export type PaperCounts = { signatures: number; batches: number };

export const mostScans = 20;
export const largestScanBytes = 10 * 1024 * 1024;
export const longestNote = 500;
const largestBatch = 1_000_000;

const line = (empty: string, tooLong: string) =>
  z
    .string()
    .default('')
    .transform(cleanLine)
    .superRefine((text, check) => {
      if (text === '') check.addIssue({ code: 'custom', message: empty });
      if (graphemeCount(text) > 120) check.addIssue({ code: 'custom', message: tooLong });
    });

const day = (missing: string) =>
  z
    .string()
    .default('')
    .refine((text) => isDay(text), { error: missing });

function isDay(text: string): boolean {
  if (!/^(19|20)\d\d-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A whole number as people group its digits. */
const count = (missing: string) =>
  z
    .string()
    .default('')
    .transform((typed, check) => {
      const digits = typed.replaceAll(/[\s,.'’]/g, '');
      if (/^\d{1,7}$/.test(digits) && Number(digits) <= largestBatch) return Number(digits);
      check.addIssue({ code: 'custom', message: missing });
      return z.NEVER;
    });

const country = z
  .string()
  .default('')
  .refine((code) => code === '' || countryCodes.has(code), { error: 'country-unknown' })
  .transform((code) => code || null);

const note = z
  .string()
  .default('')
  .transform(cleanText)
  .refine((text) => graphemeCount(text) <= longestNote, { error: 'note-too-long' })
  .transform((text) => text || null);

/** The form of a batch. Each issue's message is a code that the page words. */
export const paperBatchSchema = z
  .object({
    place: line('place-empty', 'place-too-long'),
    from: day('from-missing'),
    until: z.string().default(''),
    collector: line('collector-empty', 'collector-too-long'),
    onSheets: count('on-sheets-missing'),
    valid: count('valid-missing'),
    country,
    note,
  })
  .transform((form) => ({ ...form, until: form.until || form.from }))
  .superRefine(({ from, until, onSheets, valid }, check) => {
    const fault = (path: string, message: string) =>
      check.addIssue({ code: 'custom', path: [path], message });
    if (!isDay(until)) fault('until', 'until-missing');
    else if (until < from) fault('until', 'until-before-from');
    if (onSheets === 0) fault('onSheets', 'on-sheets-missing');
    else if (valid > onSheets) fault('valid', 'valid-above-sheets');
  });
export type PaperBatchForm = z.infer<typeof paperBatchSchema>;
