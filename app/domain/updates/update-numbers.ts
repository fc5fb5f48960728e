import type { RecipientState, SkipReason } from './update';

type Counted = {
  update_id: string;
  state: string;
  reason: string | null;
  people: number;
  unsubscribed: number;
};

/** People by what became of their mail; together they are the recipients who were frozen. */
export type UpdateNumbers = Record<RecipientState, number> & {
  /** Who ended news by a link in one of these mails. */
  unsubscribed: number;
  skippedFor: { reason: SkipReason; people: number }[];
};

/** The figures of one update out of the counts of several. */
export function updateNumbers(counts: readonly Counted[], updateId: string): UpdateNumbers {
  const numbers: UpdateNumbers = {
    waiting: 0,
    queued: 0,
    sent: 0,
    bounced: 0,
    failed: 0,
    unknown: 0,
    skipped: 0,
    unsubscribed: 0,
    skippedFor: [],
  };
  for (const { update_id, state, reason, people, unsubscribed } of counts) {
    if (update_id !== updateId) continue;
    numbers[state as RecipientState] += people;
    numbers.unsubscribed += unsubscribed;
    if (reason) numbers.skippedFor.push({ reason: reason as SkipReason, people });
  }
  return numbers;
}
