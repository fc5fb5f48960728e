import { z } from 'zod';
import type { Locale } from '~/i18n/locale';

/** `draft` is seen by organisers only; `open` takes signatures; `closed` stays readable. */
export const letterStates = ['draft', 'open', 'closed'] as const;
export type LetterState = (typeof letterStates)[number];

/** Whether a `YYYY-MM-DD` is in the calendar: there is no 31st of June. */
function isDay(date: string): boolean {
  const moment = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(date);
}

/** A calendar day without a time, `YYYY-MM-DD`. */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** A day, a month or a year, as exactly as the source gives it. */
const partialDate = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?$/)
  .refine((date) => date.length < 10 || isDay(date));
const line = z.string().trim().min(1);

/** A numbered note under the letter; the text refers to it as `[^1]`. */
const noteSchema = z.strictObject({ id: line, text: line, url: z.url().optional() });

/**
 * The letter in one language. Paragraphs, requests and notes are limited Markdown (emphasis and
 * links only); every other field is plain text. The addressee block, salutation and subject are
 * free text per language, because grammar and courtesy differ (dative, vocative, 귀하).
 */
export const letterTextSchema = z.strictObject({
  title: line,
  summary: line,
  letterhead: z.strictObject({ name: line, lines: z.array(line) }),
  place: line,
  date: day,
  addressee: z.array(line).min(1),
  addresseeShort: line,
  subject: line,
  salutation: line,
  paragraphs: z.array(line).min(1),
  requestsIntroduction: line,
  requests: z.array(line).min(1),
  closing: z.array(line),
  signOff: line,
  contact: z.array(line),
  notes: z.array(noteSchema),
});
export type LetterText = z.infer<typeof letterTextSchema>;

/** Where a statement of fact comes from; the text refers to it as `[^id]`. */
const sourceSchema = z.strictObject({
  id: line,
  title: line,
  publisher: line,
  date: partialDate.optional(),
  url: z.url({ protocol: /^https$/ }).optional(),
});

/** What stands on the background page in one language. */
export const backgroundTextSchema = z.strictObject({
  introduction: line,
  sections: z.array(z.strictObject({ id: line, heading: line, paragraphs: z.array(line).min(1) })),
  timeline: z.array(
    z.strictObject({
      date: partialDate,
      text: line,
      sourceId: line.optional(),
      demonstration: z.boolean().default(false),
    }),
  ),
  sources: z.array(sourceSchema),
  questions: z.array(z.strictObject({ id: line, question: line, answer: z.array(line).min(1) })),
});
export type BackgroundText = z.infer<typeof backgroundTextSchema>;

/** A letter that nobody has written yet: every field is there and empty, but for the title. */
export function emptyLetterText(title = ''): LetterText {
  return {
    title,
    summary: '',
    letterhead: { name: '', lines: [] },
    place: '',
    date: '',
    addressee: [],
    addresseeShort: '',
    subject: '',
    salutation: '',
    paragraphs: [],
    requestsIntroduction: '',
    requests: [],
    closing: [],
    signOff: '',
    contact: [],
    notes: [],
  };
}

/** A text for each language; where there is none, the text of the master language stands for it. */
export type LetterTexts = Record<Locale, LetterText>;
export type BackgroundTexts = Record<Locale, BackgroundText>;
