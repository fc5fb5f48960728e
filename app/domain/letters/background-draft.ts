import { z } from 'zod';
import { draftItems, draftLine, draftText } from './draft-fields';

const mostItems = 60;
const unlessEmpty = draftLine.optional().transform((typed) => typed || undefined);
const paragraphs = draftItems(draftText, mostItems);

/** The background while it is being written: the fields of `backgroundTextSchema`, some still empty. */
export const backgroundDraftSchema = z.object({
  introduction: draftText,
  sections: draftItems(z.object({ id: draftLine, heading: draftLine, paragraphs }), mostItems),
  timeline: draftItems(
    z.object({
      date: draftLine,
      text: draftText,
      sourceId: unlessEmpty,
      demonstration: z.boolean().default(false),
    }),
    mostItems,
  ),
  sources: draftItems(
    z.object({
      id: draftLine,
      title: draftLine,
      publisher: draftLine,
      date: unlessEmpty,
      url: unlessEmpty,
    }),
    mostItems,
  ),
  questions: draftItems(
    z.object({ id: draftLine, question: draftLine, answer: paragraphs }),
    mostItems,
  ),
});
export type BackgroundDraft = z.infer<typeof backgroundDraftSchema>;
