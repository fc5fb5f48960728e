import { days } from '~/primitives/duration';
import { authoritySignals } from './authority-signals';

/** The link to answer works so long. */
export const checkValidFor = days(14);

/** In UTF-16 units. */
export const longestCheckNote = 1000;

export type CheckAnswer = 'yes' | 'no';

/**
 * What is sealed with a question to a published contact: its address, the page where an organiser
 * found it, the person it was asked about, and what it wrote beside its answer.
 */
export type SealedCheck = {
  email: string;
  source: string;
  representative: string;
  role: string;
  note: string | null;
};

/** Where the mailbox of a published contact is, seen from the organisation's website. */
export type ContactPlace = 'website' | 'free-mail' | 'elsewhere';

/** Under the domain of the website, at a known provider of mailboxes, or in neither. */
export function placeOfContact(email: string, website: string): ContactPlace {
  const { domainMatches, freeMail } = authoritySignals(email, website);
  if (domainMatches) return 'website';
  return freeMail ? 'free-mail' : 'elsewhere';
}

/**
 * The address of the page where a contact was found, if it is an https address on the site of the
 * organisation (its host, or one below it); else what is wrong with it.
 */
export function readContactSource(
  typed: string,
  website: string,
): { ok: true; source: string } | { ok: false; reason: 'source-format' | 'source-elsewhere' } {
  const text = typed.trim();
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:' || url.username || url.password || text.length > 500) {
    return { ok: false, reason: 'source-format' };
  }
  const host = url.hostname.replace(/^www\./, '');
  const site = new URL(website).hostname.replace(/^www\./, '');
  if (host !== site && !host.endsWith(`.${site}`)) return { ok: false, reason: 'source-elsewhere' };
  return { ok: true, source: url.href };
}

export type CheckState = 'open' | 'answered' | 'expired' | 'ended';

/** How far a question is: an answer stands, also when the question ended later. */
export function checkState(row: {
  answer: string | null;
  ended_at: Date | null;
  expired: boolean;
}): CheckState {
  if (row.answer) return 'answered';
  if (row.ended_at) return 'ended';
  return row.expired ? 'expired' : 'open';
}
