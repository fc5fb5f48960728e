import { z } from 'zod';
import { cleanText } from '~/primitives/clean-text';
import { longestBody, longestSubject, type UpdateText } from './update';

const line = z.string().transform((typed) => cleanText(typed).replaceAll(/\s+/g, ' '));
const paragraphs = z.string().transform(cleanText);

/** Subject and body as they are stored. */
export const updateTextSchema: z.ZodType<UpdateText> = z.object({
  subject: line.pipe(z.string().max(longestSubject)),
  body: paragraphs.pipe(z.string().max(longestBody)),
});
