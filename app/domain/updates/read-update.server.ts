import type { Context } from '~/context.server';
import { listDeliveryRowsIn } from '~/db/deliveries.server';
import { findLetterRow } from '~/db/letters.server';
import { readDatabaseClock } from '~/db/read-database-clock.server';
import { countRecipients } from '~/db/update-recipients.server';
import { findUpdate } from '~/db/updates.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import { publicDeliveryStates } from '../deliveries/delivery';
import type { MessageProps } from '../messages/message';
import { nameActors } from '../organisers/name-actors.server';
import { mailingOf, mayOthersApprove } from './approve-update.server';
import { countMailing } from './each-recipient.server';
import { type MissingUpdateText, missingTexts, type UpdateKind, type UpdateState } from './update';
import { exampleMails } from './update-mail.server';
import { type UpdateNumbers, updateNumbers } from './update-numbers';
import { type WrittenUpdate, writtenUpdate } from './written-update.server';

export type UpdateView = WrittenUpdate & {
  id: string;
  number: number;
  kind: UpdateKind;
  state: UpdateState;
  onTimeline: boolean;
  deliveryId: string | null;
  missing: MissingUpdateText[];
  /** The mail in each language, with nobody's links. */
  mails: MessageProps['update'][];
  /** Who last changed, tested and approved it, by name; times are ISO 8601 in UTC. */
  changed: { by: string; at: string };
  tested: { by: string; at: string } | null;
  approved: { by: string; at: string } | null;
  finishedAt: string | null;
  publishedAt: string | null;
  recipients: number | null;
  numbers: UpdateNumbers;
  /** Copies that an answer can refer to. */
  deliveries: { id: string; addressee: string; at: string | null }[];
  /** What stands before an approval; null unless it can be approved now. */
  approval: { people: number; asOf: string; alone: boolean; own: boolean } | null;
};

/** One update as the desk shows it to `organiserId`, with its mails and how far it is. */
export async function readUpdate(
  ctx: Context,
  input: { slug: string; id: string; organiserId: string },
): Promise<Result<{ update: UpdateView }, 'not-found'>> {
  const { db } = ctx;
  const letter = await findLetterRow(db, { slug: input.slug });
  const row = letter && isUuid(input.id) ? await findUpdate(db, input.id) : undefined;
  if (!letter || row?.letter_id !== letter.id) return { ok: false, reason: 'not-found' };
  const written = await writtenUpdate(db, row);
  const actors = [row.changed_by, row.tested_by, row.approved_by].flatMap((key) => key ?? []);
  const [mails, counts, deliveries, name] = await Promise.all([
    exampleMails(db, { row, letter, ...written }),
    countRecipients(db, [row.id]),
    listDeliveryRowsIn(db, letter.id, publicDeliveryStates),
    nameActors(ctx, actors),
  ]);
  const by = (key: string | null, at: Date | null) =>
    key && at ? { by: name(key), at: at.toISOString() } : null;
  return {
    ok: true,
    update: {
      ...written,
      id: row.id,
      number: row.number,
      kind: row.kind as UpdateKind,
      state: row.state as UpdateState,
      onTimeline: row.on_timeline,
      deliveryId: row.delivery_id,
      missing: missingTexts(written.texts, written.offered),
      mails,
      changed: { by: name(row.changed_by), at: row.changed_at.toISOString() },
      tested: by(row.tested_by, row.tested_at),
      approved: by(row.approved_by, row.approved_at),
      finishedAt: row.finished_at?.toISOString() ?? null,
      publishedAt: row.published_at?.toISOString() ?? null,
      recipients: row.recipients,
      numbers: updateNumbers(counts, row.id),
      deliveries: deliveries.map(({ id, addressee, accepted_at }) => ({
        id,
        addressee,
        at: accepted_at?.toISOString() ?? null,
      })),
      approval: row.state === 'tested' ? await approvalOf(ctx, row, input.organiserId) : null,
    },
  };
}

async function approvalOf(
  ctx: Context,
  row: { letter_id: string; kind: string; changed_by: string },
  organiserId: string,
) {
  const asOf = await readDatabaseClock(ctx.db);
  return {
    people: await countMailing(ctx, ctx.db, mailingOf(row, asOf)),
    asOf: asOf.toISOString(),
    alone: !(await mayOthersApprove(ctx.db, row.letter_id, row.changed_by)),
    own: row.changed_by === organiserId,
  };
}
