import { z } from 'zod';
import { days } from '~/primitives/duration';
import { authoritySignals, mailDomainOf } from './authority-signals';
import { type EndorsementState, email } from './endorsement';

/** The links to confirm and to stop a change of mailbox work so long. */
export const mailboxChangeValidFor = days(7);

/** With the mail that tells of a change that applied, no mailbox gets more than three mails a day. */
export const mailboxChangesPerDay = 2;

/** What is typed to change the mailbox. */
export const changeMailboxSchema = z.object({ email });

/** An unconfirmed endorsement is sent in anew instead; one that ended has nothing to speak for. */
export function mayChangeMailbox(state: EndorsementState): boolean {
  return state === 'waiting' || state === 'approved';
}

/**
 * Whether a change of mailbox needs no decision of an organiser: both mailboxes are in the same
 * domain, which is not one where anybody can have a mailbox, and the owner of the old one was told
 * beforehand.
 */
export function settledByDomain(change: {
  before: string;
  after: string;
  beforeTold: boolean;
}): boolean {
  const { before, after, beforeTold } = change;
  if (before === '' || !beforeTold) return false;
  const domain = mailDomainOf(after);
  if (domain !== mailDomainOf(before)) return false;
  return !authoritySignals(after, `https://${domain}`).freeMail;
}
