import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import { countRecipients } from '~/db/update-recipients.server';
import { countSubscribersByHad } from '~/db/update-subscribers.server';
import { listUpdateTexts } from '~/db/update-texts.server';
import { listUpdateRows } from '~/db/updates.server';
import type { Result } from '~/primitives/result';
import type { UpdateKind, UpdateState } from './update';
import { type UpdateNumbers, updateNumbers } from './update-numbers';

export type UpdateSummary = {
  id: string;
  number: number;
  kind: UpdateKind;
  state: UpdateState;
  /** In the master language; empty while nothing is written. */
  subject: string;
  onTimeline: boolean;
  recipients: number | null;
  numbers: UpdateNumbers;
  /** ISO 8601 in UTC. */
  changedAt: string;
  approvedAt: string | null;
};

/** How many people who want news have had how many of the promised mails. */
export type PromiseUse = { had: number; people: number }[];

const most = 200;

/** The updates of a letter with their figures, newest first, and how much of the promise is used. */
export async function listUpdates(
  ctx: Context,
  input: { slug: string },
): Promise<Result<{ updates: UpdateSummary[]; promise: PromiseUse }, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const rows = await listUpdateRows(ctx.db, letter.id, most);
  const ids = rows.map(({ id }) => id);
  const [texts, counts, promise] = await Promise.all([
    ids.length > 0 ? listUpdateTexts(ctx.db, ids) : [],
    countRecipients(ctx.db, ids),
    countSubscribersByHad(ctx.db, letter.id),
  ]);
  const subjects = new Map(
    texts
      .filter(({ locale }) => locale === letter.master_locale)
      .map((text) => [text.update_id, text.subject]),
  );
  return {
    ok: true,
    promise,
    updates: rows.map((row) => ({
      id: row.id,
      number: row.number,
      kind: row.kind as UpdateKind,
      state: row.state as UpdateState,
      subject: subjects.get(row.id) ?? '',
      onTimeline: row.on_timeline,
      recipients: row.recipients,
      numbers: updateNumbers(counts, row.id),
      changedAt: row.changed_at.toISOString(),
      approvedAt: row.approved_at?.toISOString() ?? null,
    })),
  };
}
