import { z } from 'zod';
import { cleanText } from '~/primitives/clean-text';

/** In UTF-16 units, as the fields of the forms count them. */
export const longestLine = 300;
export const longestText = 5000;
const mostLines = 20;

/** What is far too long is refused as it is: cleaning it would be work for nothing. */
function cleanUpTo(longest: number, clean: (typed: string) => string) {
  return (typed: string) => (typed.length > 2 * longest ? typed : clean(typed));
}

function cleanOneLine(typed: string): string {
  return cleanText(typed).replaceAll(/\s*\n\s*/g, ' ');
}

/** One line that may be empty; what was pasted in several becomes one. */
export const draftLine = z
  .string()
  .default('')
  .transform(cleanUpTo(longestLine, cleanOneLine))
  .pipe(z.string().max(longestLine));

/** A paragraph that may be empty. */
export const draftText = z
  .string()
  .default('')
  .transform(cleanUpTo(longestText, cleanText))
  .pipe(z.string().max(longestText));

/** Lines without the empty ones, such as an address. */
export const draftLines = z
  .array(draftLine)
  .default([])
  .transform((lines) => lines.filter((line) => line !== ''))
  .pipe(z.array(z.string()).max(mostLines));

/** Items that are added, moved and removed one by one; an empty one waits to be written. */
export function draftItems<Item extends z.ZodType>(item: Item, most: number) {
  return z.array(item).max(most).default([]);
}
