import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { insertTarget } from '~/db/deliveries.server';
import type { Locale } from '~/i18n/locale';
import type { AnnexNames } from '../letters/annex-names';
import type { Channel } from '../letters/letter-view';
import { sealedPartOf, sealTarget } from './sealed-delivery.server';

export type NewTarget = {
  name: string;
  channel: Channel;
  addressee: string;
  locales: readonly Locale[];
  address: string;
  copies?: string[];
  /** A day, `YYYY-MM-DD`. */
  checkedOn: string | null;
  checkedSource: string | null;
  replyTo?: string | null;
  timeZone?: string | null;
  names?: AnnexNames;
};

/** Stores the places to which copies of a letter go, and gives their ids; addresses rest as ciphertext. */
export async function insertTargets(
  ctx: Context,
  trx: Transaction,
  letterId: string,
  targets: readonly NewTarget[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const target of targets) {
    const id = randomUUID();
    ids.push(id);
    await insertTarget(trx, {
      id,
      letter_id: letterId,
      name: target.name,
      channel: target.channel,
      addressee: target.addressee,
      locales: [...target.locales],
      sealed: sealTarget(ctx, id, sealedPartOf(target)),
      checked_on: target.checkedOn,
      checked_source: target.checkedSource,
      time_zone: target.timeZone ?? null,
    });
  }
  return ids;
}
