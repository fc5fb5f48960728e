import { parseEmailAddress } from '~/primitives/email-address';

/** The first mailbox in the lines of a letter's contact; null where none is named. */
export function contactMailbox(lines: readonly string[]): string | null {
  for (const line of lines) {
    const found = line.split(/[\s<>,;()]+/).find((word) => parseEmailAddress(word) !== null);
    if (found) return parseEmailAddress(found);
  }
  return null;
}
