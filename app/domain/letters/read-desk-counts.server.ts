import type { Context } from '~/context.server';

import { countChanges } from '~/db/endorsement-changes.server';
import { countDenied } from '~/db/endorsement-checks.server';
import { countEndorsements } from '~/db/endorsements.server';
import { countInList } from '~/db/held-signatures.server';
import { countWaitingMailboxes } from '~/db/mailbox-changes.server';
import { countUnverified } from '~/db/paper-batches.server';
import { countCases } from '~/db/report-cases.server';
import { countSignatureGroups } from '~/db/signature-figures.server';

export type DeskCounts = {
  confirmed: number;
  pending: number;
  /** Confirmed by their owners; they wait for an organiser's review. */
  held: number;
  /** Counted, with flags that nobody has looked at. */
  flagged: number;
  withdrawn: number;
  invalidated: number;
  public: number;
  letterOnly: number;
  countedOnly: number;
  countries: number;
  endorsementsApproved: number;
  endorsementsWaiting: number;
  endorsementsUnconfirmed: number;
  endorsementsDeclined: number;
  /** Those of them that wait whose published contact says that nobody signed for it. */
  endorsementsDenied: number;
  /** Requests of organisations to have something changed. */
  endorsementsChanging: number;
  /** Signatures that were reported and not decided about, and how many answers are overdue. */
  reportsOpen: number;
  reportsOverdue: number;
  /** When the next answer is due, ISO 8601 in UTC. */
  reportsDueAt: string | null;
  /** Batches on paper whose count nobody has verified. */
  paperWaiting: number;
};

/** A letter's figures for its organisers; audiences are counted among confirmed people only. */
export async function readDeskCounts(ctx: Context, letterId: string): Promise<DeskCounts> {
  const [people, organisations, changing, mailboxes, denied, flagged, reports, paperWaiting] =
    await Promise.all([
      countSignatureGroups(ctx.db, letterId),
      countEndorsements(ctx.db, letterId),
      countChanges(ctx.db, letterId),
      countWaitingMailboxes(ctx.db, letterId),
      countDenied(ctx.db, letterId),
      countInList(ctx.db, letterId, 'flagged'),
      countCases(ctx.db, letterId),
      countUnverified(ctx.db, letterId),
    ]);
  const inState = (state: string) =>
    sum(people.groups.filter((group) => group.state === state).map((group) => group.count));
  const seen = (visibility: string) =>
    sum(
      people.groups
        .filter((group) => group.state === 'confirmed' && group.visibility === visibility)
        .map((group) => group.count),
    );
  const standing = (state: string) =>
    organisations.find((group) => group.state === state)?.count ?? 0;
  return {
    confirmed: inState('confirmed'),
    pending: inState('pending'),
    held: inState('held'),
    flagged,
    withdrawn: inState('withdrawn'),
    invalidated: inState('invalidated'),
    public: seen('public'),
    letterOnly: seen('letter'),
    countedOnly: seen('counted'),
    countries: people.countries,
    endorsementsApproved: standing('approved'),
    endorsementsWaiting: standing('waiting'),
    endorsementsUnconfirmed: standing('unconfirmed'),
    endorsementsDeclined: standing('declined'),
    endorsementsDenied: denied,
    endorsementsChanging: changing + mailboxes,
    reportsOpen: reports.open,
    reportsOverdue: reports.overdue,
    paperWaiting,
    reportsDueAt: reports.next_due?.toISOString() ?? null,
  };
}

function sum(counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
