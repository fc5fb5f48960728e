import { z } from 'zod';
import { draftItems, draftLine, draftLines, draftText } from './draft-fields';

/** More of one kind than any letter needs, and few enough for one form. */
export const mostItems = 40;

const draftNote = z.object({
  id: draftLine,
  text: draftText,
  /** Left out while nothing was typed; an address that is not one yet stays as it was typed. */
  url: draftLine.optional().transform((url) => url || undefined),
});

/**
 * A letter while it is being written: the fields of `letterTextSchema`, each of which may still be
 * empty. What is typed is cleaned as text is everywhere (NFC, no controls, no direction marks).
 */
export const letterDraftSchema = z.object({
  title: draftLine,
  summary: draftText,
  letterhead: z.object({ name: draftLine, lines: draftLines }).default({ name: '', lines: [] }),
  place: draftLine,
  date: draftLine,
  addressee: draftLines,
  addresseeShort: draftLine,
  subject: draftLine,
  salutation: draftLine,
  paragraphs: draftItems(draftText, mostItems),
  requestsIntroduction: draftText,
  requests: draftItems(draftText, mostItems),
  closing: draftItems(draftText, mostItems),
  signOff: draftLine,
  contact: draftLines,
  notes: draftItems(draftNote, mostItems),
});
export type LetterDraft = z.infer<typeof letterDraftSchema>;
