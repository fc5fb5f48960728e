import type { SkipReason, UpdateKind, UpdateState } from '~/domain/updates/update';

export const updateKindLabels: Record<UpdateKind, string> = {
  news: 'News',
  answer: 'The addressee has answered',
};

export const updateStateLabels: Record<UpdateState, string> = {
  draft: 'being written',
  tested: 'tested, not approved',
  approved: 'approved',
  sending: 'leaving',
  sent: 'sent',
  cancelled: 'stopped',
};

/** What each state means, and what comes next. */
export const updateStateTexts: Record<UpdateState, string> = {
  draft: 'Nothing has left. Write it in every language, then send a test.',
  tested: 'Nothing has left. These very words were sent as a test and wait for an approval.',
  approved: 'Approved. The first mails leave in a moment.',
  sending: 'The mails are leaving, slowly and one after the other. You may leave this page.',
  sent: 'All mails that could leave have left.',
  cancelled: 'It was stopped for good. What had left before cannot be called back.',
};

export const skipReasonLabels: Record<SkipReason, string> = {
  unsubscribed: 'do not want news any more',
  'not-signed': 'have withdrawn, or do not count any more',
  erased: 'were erased',
  suppressed: 'their mailbox takes no mail from here',
  stopped: 'were left when it was stopped',
  unreadable: 'could not be read; ask whoever runs the installation',
};
