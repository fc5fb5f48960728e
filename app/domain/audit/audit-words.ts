/**
 * What each action of the audit log is in words; one line an action, by name. An action without
 * words here cannot be recorded. Words say what was done, not by whom: that stands beside them.
 */
export const auditWords = {
  'audit.exported': 'Exported the audit log',
  'delivery.prepared': 'Prepared a delivery',
  'delivery.resent': 'Sent a delivery again',
  'delivery.sent': 'Sent a delivery',
  'endorsement.answered': 'Answered a question about an endorsement',
  'endorsement.approved': 'Approved an organisation',
  'endorsement.asked': 'Asked an organisation a question',
  'endorsement.changed': 'Changed what an endorsement says, before it was approved',
  'endorsement.changes-accepted': 'Accepted changes that an organisation asked for',
  'endorsement.changes-asked': 'Asked for changes to an approved endorsement',
  'endorsement.changes-declined': 'Declined changes that an organisation asked for',
  'endorsement.changes-taken-back': 'Took back the changes that were asked for',
  'endorsement.check-answered': 'Answered as the published contact of an organisation',
  'endorsement.check-asked': 'Asked the published contact of an organisation',
  'endorsement.contact-changed': 'Changed who represents an organisation',
  'endorsement.coordinator-cleared': 'Took away that an organisation coordinates the letter',
  'endorsement.coordinator-set': 'Made an organisation the coordinator of the letter',
  'endorsement.declined': 'Declined an organisation',
  'endorsement.invited': 'Invited an organisation',
  'endorsement.mailbox-asked': 'Asked for another mailbox to speak for an organisation',
  'endorsement.mailbox-changed': 'Let another mailbox speak for an organisation',
  'endorsement.mailbox-confirmed': 'Confirmed another mailbox of an organisation',
  'endorsement.mailbox-declined': 'Declined another mailbox of an organisation',
  'endorsement.mailbox-stopped': 'Stopped the change of an organisation’s mailbox',
  'endorsement.news-exported': 'Fetched the list of people who want an organisation’s news',
  'endorsement.news-switched': 'Changed whether people are asked for an organisation’s news',
  'endorsement.withdrawn': 'Withdrew an endorsement',
  'endorsement-invitation.withdrawn': 'Withdrew an invitation',
  'endorsements.exported': 'Exported the organisations',
  'figures.mended': 'Found figures that were wrong, and put them right',
  'invalidation.cancelled': 'Stopped taking signatures out',
  'invalidation.counted': 'Counted which signatures to take out',
  'invalidation.done': 'Finished taking signatures out',
  'invalidation.started': 'Began to take signatures out',
  'invalidation.undo-started': 'Began to put signatures back',
  'invalidation.undone': 'Finished putting signatures back',
  'letter.closed': 'Closed the letter',
  'letter.closing-set': 'Set until when the letter takes signatures',
  'letter.names-hidden': 'Hid all names from the public',
  'letter.names-shown': 'Showed the names to the public again',
  'letter.reopened': 'Opened the letter again',
  'letter.settings-changed': 'Changed the settings of the letter',
  'organiser.added': 'Added an organiser',
  'organiser.role-changed': 'Changed an organiser’s role in the installation',
  'organiser.signed-in': 'Signed in',
  'organiser.signed-out-everywhere': 'Signed out everywhere else',
  'retention.run': 'Erased what had come to its end',
  'sample.loaded': 'Loaded the sample campaign',
  'signature.accepted': 'Accepted a signature that was held',
  'signature.erased': 'Erased a signature, at its owner’s wish',
  'signature.left-out': 'Left out a signature that was held',
  'signatures.exported': 'Exported the signatures',
  'signatures.invented': 'Loaded invented signatures',
  'signatures.trend': 'Noticed unusually many signatures',
  'signing-rule.added': 'Added a rule for signing',
  'signing-rule.ended': 'Ended a rule for signing',
  'team.role-given': 'Gave somebody a role on the letter',
  'team.role-taken': 'Took somebody’s role on the letter away',
} as const;

export type AuditAction = keyof typeof auditWords;

export const auditActions = Object.keys(auditWords) as AuditAction[];

/** The words of an action as it is stored; the action itself for one that no version knows any more. */
export function auditWordsOf(action: string): string {
  return auditActions.some((known) => known === action)
    ? auditWords[action as AuditAction]
    : action;
}
