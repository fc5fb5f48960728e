import { parseEmailAddress } from '~/primitives/email-address';

/**
 * Where answers to a delivery go: the mailbox that was set for its target, else the first that the
 * letter names as its contact; null where there is neither, and answers then go to the sender.
 */
export function replyAddressOf(delivery: {
  id: string;
  replyTo: string | null;
  /** The lines of the letter's contact, in its own language. */
  contact: readonly string[];
}): string | null {
  return delivery.replyTo ?? firstMailbox(delivery.contact);
}

function firstMailbox(lines: readonly string[]): string | null {
  for (const line of lines) {
    const found = line.split(/[\s<>,;()]+/).find((word) => parseEmailAddress(word) !== null);
    if (found) return parseEmailAddress(found);
  }
  return null;
}
