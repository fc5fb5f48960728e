import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { lockRecipient, readRecipient } from '~/db/recipients.server';
import type { SuppressionReason } from '~/db/suppressions.server';
import { causedByOthers, type MessageKind } from './message';
import { recipientIndexOf } from './recipient-index.server';

type Policy = {
  stoppedBy: readonly SuppressionReason[];
  /** Mails of these kinds count together; null where an organiser's act causes exactly one. */
  countedWith: readonly MessageKind[] | null;
};

const byOthers: Policy = { stoppedBy: ['not-me', 'bounced'], countedWith: causedByOthers };
const byOrganisers: Policy = { stoppedBy: ['bounced'], countedWith: null };

// Tells a mailbox that another is to take its place, or has: it does not compete with other mail.
const aboutMailbox: Policy = {
  stoppedBy: ['bounced'],
  countedWith: ['mailbox-change-asked', 'mailbox-changed'],
};

/** Whatever the owner of a mailbox, or its server, has said against mail. */
export const updateStoppers = ['not-me', 'bounced', 'unsubscribed'] as const;

const policies: Record<MessageKind, Policy> = {
  'confirm-signature': byOthers,
  'confirm-reminder': { ...byOthers, stoppedBy: ['not-me', 'bounced', 'unsubscribed'] },
  'already-signed': byOthers,
  // Once a version, to people who signed; whoever wants no mail about the letter is not asked.
  'carry-over': { stoppedBy: ['not-me', 'bounced', 'unsubscribed'], countedWith: ['carry-over'] },
  // Few were promised, which the database holds; they do not compete with mail somebody waits for.
  update: { stoppedBy: updateStoppers, countedWith: null },
  'update-test': byOrganisers,
  'confirm-endorsement': byOthers,
  // To somebody who has asked for nothing yet: their word counts, and repeating has a bound.
  'invite-endorsement': { stoppedBy: ['not-me', 'bounced'], countedWith: ['invite-endorsement'] },
  'endorsement-approved': byOrganisers,
  'endorsement-declined': byOrganisers,
  'endorsement-asked': byOrganisers,
  'endorsement-changes-accepted': byOrganisers,
  'endorsement-changes-declined': byOrganisers,
  'confirm-mailbox': byOthers,
  'mailbox-change-asked': aboutMailbox,
  'mailbox-changed': aboutMailbox,
  'mailbox-accepted': byOrganisers,
  'mailbox-declined': byOrganisers,
  // Somebody who has asked for nothing, like the invited.
  'authority-check': { stoppedBy: ['not-me', 'bounced'], countedWith: ['authority-check'] },
  // Whoever holds the organisation's link can cause it: it has a bound of its own.
  'news-list': { stoppedBy: ['not-me', 'bounced'], countedWith: ['news-list'] },
  'report-decided': byOthers,
  'report-due': byOrganisers,
  'delivery-alert': byOrganisers,
  // A warning that must not be drowned; each export causes exactly one.
  'full-export': byOrganisers,
  'confirm-again': byOrganisers,
  'reply-due': byOrganisers,
  // To somebody who may never have heard of it: their word counts, and repeating has a bound.
  'team-invitation': { stoppedBy: ['not-me', 'bounced'], countedWith: ['team-invitation'] },
  // Counted by itself: signing with an organiser's address must not keep the organiser out.
  'organiser-sign-in': { stoppedBy: ['bounced'], countedWith: ['organiser-sign-in'] },
  // A warning that must not be drowned: each change causes exactly one, and only its owner can.
  'sign-in-changed': byOrganisers,
};

const mailsPerDay = 3;

export type MailPlan = { kind: MessageKind; to: string; letterId: string | null };

/**
 * Whether a mailbox may get a mail of this kind now. No, when its owner or its server has said so
 * (a suppression), or when it has had its three mails in 24 hours, whoever asked for them. Exact
 * under concurrency: until the transaction ends, nobody else decides about this mailbox.
 */
export async function mayMail(ctx: Context, trx: Transaction, plan: MailPlan): Promise<boolean> {
  // An address that retention has erased.
  if (plan.to === '') return false;
  const { stoppedBy, countedWith } = policies[plan.kind];
  const recipientIndex = recipientIndexOf(ctx, plan.to);
  await lockRecipient(trx, recipientIndex);
  const { recent, suppressions } = await readRecipient(trx, {
    recipientIndex,
    letterId: plan.letterId,
    kinds: countedWith ?? [],
    sinceHours: 24,
  });
  return recent < mailsPerDay && !suppressions.some((reason) => stoppedBy.includes(reason));
}
