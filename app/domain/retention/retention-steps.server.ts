import type { Context } from '~/context.server';
import type { Database, Transaction } from '~/db/client.server';
import { countDueEvidence, deleteDueEvidence } from '~/db/delivery-evidence.server';
import { countDueDeletions, type DeletionName, deleteDue } from '~/db/due-deletions.server';
import {
  countDueEndorsements,
  countDueSignatures,
  lockDueEndorsements,
  lockDueSignatures,
  type SignatureErasure,
  type SignaturePlace,
} from '~/db/due-erasures.server';
import type { StoredErasure } from '~/db/erasures.server';
import { countDueBatches, emptyDueBatches } from '~/db/paper-batches.server';
import { countDueReplies, emptyDueReplies } from '~/db/replies.server';
import type { Duration } from '~/primitives/duration';
import {
  eraseRepresentativeContacts,
  eraseSignatureContacts,
  forgetMailboxes,
} from './erase-contacts.server';
import { retention } from './retention';

/** What one batch did; `last` is where the next one goes on, null in steps that need no place. */
export type BatchResult = { done: number; last: SignaturePlace | null; erasures: StoredErasure[] };

export type RetentionStep = {
  name: string;
  /** How many rows a run now would change. */
  count(db: Database): Promise<number>;
  /** Changes up to `limit` rows; the step is over when fewer were found. */
  batch(
    trx: Transaction,
    place: { after: SignaturePlace | null; limit: number },
  ): Promise<BatchResult>;
};

const periods = {
  withdrawn: retention.withdrawn,
  delivered: retention.delivered,
  closed: retention.closed,
  declined: retention.declinedEndorsement,
};

const paperPeriods = { withdrawn: retention.withdrawnPaper, closed: retention.closed };

function deletion(name: DeletionName, olderThan: number): RetentionStep {
  return {
    name,
    count: (db) => countDueDeletions(db, name, olderThan),
    async batch(trx, { limit }) {
      const done = await deleteDue(trx, name, { olderThan, limit });
      return { done, last: null, erasures: [] };
    },
  };
}

function erasure(ctx: Context, name: SignatureErasure): RetentionStep {
  return {
    name,
    count: (db) => countDueSignatures(db, name, periods),
    async batch(trx, place) {
      const rows = await lockDueSignatures(trx, name, { periods, ...place });
      const end = rows.at(-1);
      const last = end ? { letterId: end.letterId, number: end.number } : place.after;
      if (name === 'closed-mailboxes') {
        await forgetMailboxes(trx, rows);
        return { done: rows.length, last, erasures: [] };
      }
      const erasures = await eraseSignatureContacts(ctx, trx, rows);
      return { done: rows.length, last, erasures };
    },
  };
}

/** What ends a year after its letter closed. */
function whenClosed(
  name: string,
  count: (db: Database, closed: Duration) => Promise<number>,
  end: (trx: Transaction, batch: { closed: Duration; limit: number }) => Promise<number>,
): RetentionStep {
  const { closed } = retention;
  return {
    name,
    count: (db) => count(db, closed),
    async batch(trx, { limit }) {
      return { done: await end(trx, { closed, limit }), last: null, erasures: [] };
    },
  };
}

/** Everything that ends by itself, in the order in which a run goes through it. */
export function retentionSteps(ctx: Context): RetentionStep[] {
  return [
    deletion('unconfirmed-signatures', retention.unconfirmedSignature),
    erasure(ctx, 'withdrawn-signatures'),
    erasure(ctx, 'signature-contacts'),
    erasure(ctx, 'closed-mailboxes'),
    deletion('unconfirmed-endorsements', retention.unconfirmedEndorsement),
    deletion('ended-invitations', retention.endedInvitation),
    deletion('ended-checks', retention.endedCheck),
    deletion('ended-mailbox-changes', retention.endedMailboxChange),
    {
      name: 'endorsement-contacts',
      count: (db) => countDueEndorsements(db, periods),
      async batch(trx, { limit }) {
        const rows = await lockDueEndorsements(trx, { periods, limit });
        const erasures = await eraseRepresentativeContacts(ctx, trx, rows);
        return { done: rows.length, last: null, erasures };
      },
    },
    deletion('ended-reports', retention.endedReport),
    {
      name: 'paper-sheets',
      count: (db) => countDueBatches(db, paperPeriods),
      async batch(trx, { limit }) {
        const done = await emptyDueBatches(trx, { periods: paperPeriods, limit });
        return { done, last: null, erasures: [] };
      },
    },
    whenClosed('delivery-evidence', countDueEvidence, deleteDueEvidence),
    whenClosed('reply-contents', countDueReplies, emptyDueReplies),
    deletion('unassigned-mails', retention.unassignedMail),
    deletion('ended-rooms', retention.endedRoom),
    deletion('ended-room-sessions', 0),
    deletion('ended-messages', retention.endedMessage),
    deletion('captured-mails', retention.capturedMail),
    deletion('ended-suppressions', 0),
    deletion('ended-rules', retention.endedRule),
    deletion('ended-webhook-calls', retention.endedWebhookCall),
    deletion('trend-reports', retention.trendReport),
  ];
}
