import type { MessageKind } from '~/domain/messages/message';
import type { SelectionAction, SkipReason } from '~/domain/selections/selection';

/** What is done with a selection: on its button, and what has been done. */
export const actionLabels: Record<SelectionAction, { doing: string; done: string }> = {
  accept: { doing: 'Accept', done: 'accepted' },
  'take-out': { doing: 'Take out of the count', done: 'taken out of the count' },
  duplicate: { doing: 'Mark as duplicates', done: 'marked as duplicates' },
  hide: { doing: 'Keep off the public list', done: 'kept off the public list' },
  unhide: { doing: 'Let stand on the public list', done: 'let stand on the public list again' },
  resend: { doing: 'Send the confirmation again', done: 'asked to confirm again' },
};

export const actionTexts: Record<SelectionAction, string> = {
  accept: 'Held ones count, and are shown as their owners chose.',
  'take-out':
    'They leave the count, the public list and every later document. Nobody is told by mail.',
  duplicate:
    'They repeat another signature of the same person, which stays. They leave the count and the list.',
  hide: 'They still count and stand in the letter, but not on the public list. What their owners chose stays.',
  unhide: 'They stand on the public list again, if their owners chose so.',
  resend:
    'Unconfirmed ones get a new link and code; older ones stop working. A mailbox that has had three mails today, or five for this letter, is left out.',
};

export const skipTexts: Record<SkipReason, string> = {
  'not-held': 'not held for review (any more)',
  'not-counted': 'withdrawn or taken out already',
  'not-pending': 'confirmed or withdrawn meanwhile',
  'not-public': 'not public',
  'already-hidden': 'kept off the list already',
  'not-hidden': 'on the list already',
  original: 'the one that stays',
  'mail-limit': 'the mailbox has had its share of mail, or takes none',
  closed: 'the letter takes no signatures any more',
};

export const mailKindLabels: Partial<Record<MessageKind, string>> = {
  'confirm-signature': 'Request to confirm',
  'confirm-reminder': 'Reminder to confirm',
  'already-signed': '“You have signed already”',
};

export const mailStateLabels = {
  queued: 'waiting to be sent',
  leased: 'being sent',
  sent: 'accepted by the mail server, or captured here',
  failed: 'refused by the mail server',
  dead: 'given up',
  unknown: 'unknown whether it arrived',
} as const;
