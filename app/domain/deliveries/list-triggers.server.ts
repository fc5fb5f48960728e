import type { Context } from '~/context.server';
import { listTriggers } from '~/db/delivery-triggers.server';
import { findOrganiser } from '~/db/organisers.server';
import { unsealOrganiser } from '../organisers/sealed-organiser.server';
import type { TriggerKind, TriggerOutcome, TriggerView } from './delivery-trigger';
import { findStandingHash } from './standing-hash.server';

/** What is planned for a letter, and what became of it, in the order in which it was planned. */
export async function listTriggerViews(ctx: Context, letterId: string): Promise<TriggerView[]> {
  const rows = await listTriggers(ctx.db, letterId);
  return Promise.all(
    rows.map(async (row): Promise<TriggerView> => {
      const byMail = row.channel === 'email';
      const place = { letterId, targetId: row.target_id };
      const standingHash = byMail ? await findStandingHash(ctx, place) : null;
      const { standing_by: by, standing_at: at } = row;
      return {
        id: row.id,
        target: row.target,
        addressee: row.addressee,
        kind: row.kind as TriggerKind,
        threshold: row.threshold,
        standing:
          by && at
            ? {
                by: await nameOf(ctx, by),
                at: at.toISOString(),
                valid: row.standing_hash === standingHash,
              }
            : null,
        standingHash,
        firedAt: row.fired_at?.toISOString() ?? null,
        outcome: row.outcome as TriggerOutcome | null,
        reason: row.reason,
        deliveryId: row.delivery_id,
        createdBy: row.created_by,
      };
    }),
  );
}

async function nameOf(ctx: Context, id: string): Promise<string> {
  const organiser = await findOrganiser(ctx.db, id);
  return organiser ? unsealOrganiser(ctx, organiser).email : 'a former organiser';
}
