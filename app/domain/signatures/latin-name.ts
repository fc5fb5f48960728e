import { z } from 'zod';
import { isLatinSpelling } from '~/primitives/latin-letters';
import { cleanLine, nameFault } from '~/primitives/person-name';

/** Why a cleaned spelling cannot be taken, as a code that the pages translate; null when it can. */
function latinFault(text: string): string | null {
  if (text === '') return null;
  const fault = nameFault(text);
  if (fault === 'too-long') return 'name-too-long';
  if (fault === 'link') return 'text-link';
  return fault || !isLatinSpelling(text) ? 'latin-name' : null;
}

/** How a name is spelled in Latin letters; an empty answer is null. */
export const latinNameSchema = z
  .string()
  .transform(cleanLine)
  .superRefine((text, check) => {
    const message = latinFault(text);
    if (message) check.addIssue({ code: 'custom', message });
  })
  .transform((text) => text || null);
