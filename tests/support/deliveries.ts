import { sql } from 'kysely';
import type { Context } from '~/context.server';
import type { DeliveryState } from '~/domain/deliveries/delivery';
import { draftDelivery } from '~/domain/deliveries/draft-delivery.server';
import { type LedgerLineForm, ledgerLineSchema } from '~/domain/deliveries/ledger';
import { recordDeliveryState } from '~/domain/deliveries/record-delivery-state.server';
import { storeDelivery } from '~/domain/deliveries/store-delivery.server';
import type { Channel } from '~/domain/letters/letter-view';
import { writeLocalTime } from '~/primitives/local-time';
import { slug } from './letter';

const operator = { kind: 'operator' } as const;

/** A copy for a target that is frozen and has not left; returns its id. */
export async function frozenDelivery(
  ctx: Context,
  target = 'embassy',
  letter = slug,
): Promise<string> {
  const drafted = await draftDelivery(ctx, { slug: letter, target });
  if (!drafted.ok) throw new Error(drafted.reason);
  const { draft } = drafted;
  return ctx.db.transaction().execute((trx) => storeDelivery(ctx, trx, draft, operator));
}

/** Moves a delivery through states as the worker does. */
export async function move(
  ctx: Context,
  deliveryId: string,
  channel: Channel,
  ...states: DeliveryState[]
): Promise<void> {
  for (const state of states) {
    const step = { deliveryId, state, channel, evidence: null };
    const recorded = await ctx.db
      .transaction()
      .execute((trx) => recordDeliveryState(ctx, trx, step));
    if (!recorded.ok) throw new Error(`${state}: ${recorded.reason}`);
  }
}

/** A copy that the mail server of the embassy accepted; returns its id. */
export async function acceptedDelivery(ctx: Context, letter = slug): Promise<string> {
  const id = await frozenDelivery(ctx, 'embassy', letter);
  await move(ctx, id, 'email', 'queued', 'sending', 'accepted');
  return id;
}

/** Lets a copy have been with its addressee for so many days. */
export async function ageDelivery(ctx: Context, id: string, days: number): Promise<void> {
  await ctx.db
    .updateTable('deliveries')
    .set({
      accepted_at: sql<Date>`now() - ${days} * interval '1 day'`,
      frozen_at: sql<Date>`now() - ${days + 1} * interval '1 day'`,
    })
    .where('id', '=', id)
    .execute();
}

/** What an organiser types on the page where things are recorded. */
export function line(typed: Partial<Record<keyof LedgerLineForm, string>> = {}): LedgerLineForm {
  return ledgerLineSchema.parse({
    state: 'accepted',
    happenedAt: writeLocalTime(new Date(), 'Asia/Seoul'),
    evidence: 'receipt',
    ...typed,
  });
}

export async function stateOf(ctx: Context, id: string): Promise<string> {
  const row = await ctx.db
    .selectFrom('deliveries')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.state;
}
