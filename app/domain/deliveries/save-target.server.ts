import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { listTargets } from '~/db/deliveries.server';
import { listUsedTargets, lockTargetOf, updateTarget } from '~/db/delivery-targets.server';
import { lockLetter } from '~/db/letters.server';
import { maskEmailAddress } from '~/primitives/email-address';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { usualNames } from '../letters/annex-names';
import type { Actor } from '../organisers/organiser';
import { insertTargets } from './insert-targets.server';
import { sealedPartOf, sealTarget, unsealTarget } from './sealed-delivery.server';
import { isInvented, type TargetForm } from './target';

export type SaveTargetRefusal =
  | 'not-found'
  /** Another target of the letter has the name. */
  | 'name-taken'
  /** Something was prepared or sent there: its name and channel stand in the record. */
  | 'in-use'
  /** A demonstration letter goes to invented mailboxes only while mail is captured. */
  | 'demonstration'
  /** The day of the check lies in the future. */
  | 'checked-later';

/**
 * Adds a place to which copies of a letter go, or changes the one of this `id`. What was prepared for
 * it stays as it is, and is not sent any more once mailbox, addressee or copies are others. Audited
 * with what was before and after; mailboxes masked, other addresses left out.
 */
export async function saveTarget(
  ctx: Context,
  input: { slug: string; id: string | null; target: TargetForm; actor: Actor },
): Promise<Result<object, SaveTargetRefusal>> {
  const { slug, id, target, actor } = input;
  return ctx.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, slug);
    if (!letter) return { ok: false, reason: 'not-found' };
    const tomorrow = new Date(ctx.clock.now().getTime() + 24 * 3600 * 1000);
    if (target.checkedOn && new Date(target.checkedOn) > tomorrow) {
      return { ok: false, reason: 'checked-later' };
    }
    if (letter.demonstration && ctx.config.delivery === 'capture' && !goesNowhere(target)) {
      return { ok: false, reason: 'demonstration' };
    }
    const all = await listTargets(trx, letter.id);
    if (all.some((other) => other.name === target.name && other.id !== id)) {
      return { ok: false, reason: 'name-taken' };
    }
    const place = { letterId: letter.id, target, actor };
    return id === null ? add(ctx, trx, place) : change(ctx, trx, { ...place, id });
  });
}

function goesNowhere({ channel, address, copies }: TargetForm): boolean {
  return channel !== 'email' || [address, ...copies].every(isInvented);
}

type Saving = { letterId: string; target: TargetForm; actor: Actor };

async function add(
  ctx: Context,
  trx: Transaction,
  { letterId, target, actor }: Saving,
): Promise<Result<object, never>> {
  const [id] = await insertTargets(ctx, trx, letterId, [target]);
  await recordAudit(trx, {
    actor,
    action: 'target.added',
    letterId,
    object: { kind: 'target', id: id ?? '' },
    details: masked(target),
  });
  return { ok: true };
}

async function change(
  ctx: Context,
  trx: Transaction,
  { letterId, target, actor, id }: Saving & { id: string },
): Promise<Result<object, SaveTargetRefusal>> {
  const row = await lockTargetOf(trx, letterId, id);
  if (!row) return { ok: false, reason: 'not-found' };
  const renamed = row.name !== target.name || row.channel !== target.channel;
  if (renamed && (await listUsedTargets(trx, letterId)).has(id)) {
    return { ok: false, reason: 'in-use' };
  }
  const { address, copies = [], replyTo = null, names = usualNames } = unsealTarget(ctx, row);
  const before = masked({
    name: row.name,
    channel: row.channel,
    addressee: row.addressee,
    locales: row.locales,
    address,
    copies,
    checkedOn: row.checked_on,
    checkedSource: row.checked_source,
    replyTo,
    names,
    timeZone: row.time_zone,
  });
  await updateTarget(trx, id, {
    name: target.name,
    channel: target.channel,
    addressee: target.addressee,
    locales: target.locales,
    sealed: sealTarget(ctx, id, sealedPartOf(target)),
    checked_on: target.checkedOn,
    checked_source: target.checkedSource,
    time_zone: target.timeZone,
  });
  const after = masked(target);
  const differing = Object.keys(after).filter((name) => before[name] !== after[name]);
  await recordAudit(trx, {
    actor,
    action: 'target.changed',
    letterId,
    object: { kind: 'target', id },
    details: {
      target: target.name,
      ...(address === target.address ? {} : { 'address changed': true }),
      ...Object.fromEntries(
        differing.flatMap((name) => [
          [`${name} before`, before[name] ?? null],
          [name, after[name] ?? null],
        ]),
      ),
    },
  });
  return { ok: true };
}

type Described = Omit<TargetForm, 'channel' | 'locales'> & { channel: string; locales: string[] };

function masked(target: Described): Record<string, string | null> {
  const { channel, address, copies } = target;
  return {
    name: target.name,
    channel,
    addressee: target.addressee,
    languages: target.locales.join(' '),
    address: channel === 'email' ? maskEmailAddress(address) : '•••',
    copies: copies.map(maskEmailAddress).join(' '),
    'checked on': target.checkedOn,
    'checked at': target.checkedSource,
    'answers to': target.replyTo && maskEmailAddress(target.replyTo),
    'time zone': target.timeZone,
    'order of names': target.names.order,
    'Latin spellings': target.names.latin ? 'yes' : 'no',
  };
}
