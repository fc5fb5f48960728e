import type { Context } from '~/context.server';
import { listTargets } from '~/db/deliveries.server';
import {
  deleteTrigger,
  insertTrigger,
  lockTrigger,
  markStanding,
} from '~/db/delivery-triggers.server';
import { lockLetter } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { actorKey } from '../organisers/name-actors.server';
import type { Actor } from '../organisers/organiser';
import { mostSignatures, type TriggerKind } from './delivery-trigger';
import { findSecondPerson } from './second-person.server';
import { matches } from './send-delivery.server';
import { findStandingHash } from './standing-hash.server';

type Named = { slug: string; actor: Actor };

/** Plans a delivery: at closing time, or at a number of signatures (`threshold`), each once a target. */
export async function addTrigger(
  ctx: Context,
  input: Named & { target: string; kind: TriggerKind; threshold: number },
): Promise<Result<object, 'not-found' | 'unknown-target' | 'threshold' | 'planned-already'>> {
  const { slug, actor, kind } = input;
  const threshold = kind === 'signatures' ? input.threshold : 0;
  const sound = Number.isInteger(threshold) && threshold > 0 && threshold <= mostSignatures;
  if (kind === 'signatures' && !sound) return { ok: false, reason: 'threshold' };
  return ctx.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, slug);
    if (!letter) return { ok: false, reason: 'not-found' };
    const targets = await listTargets(trx, letter.id);
    const target = targets.find(({ name }) => name === input.target);
    if (!target) return { ok: false, reason: 'unknown-target' };
    const row = { letter_id: letter.id, target_id: target.id, kind, threshold };
    if (!(await insertTrigger(trx, { ...row, created_by: actorKey(actor) }))) {
      return { ok: false, reason: 'planned-already' };
    }
    await recordAudit(trx, {
      actor,
      action: 'delivery.trigger-added',
      letterId: letter.id,
      object: { kind: 'target', id: target.id },
      details: { target: target.name, at: kind === 'closing' ? 'closing' : threshold },
    });
    return { ok: true };
  });
}

/** Takes a planned delivery back. `fired` when it has been prepared already. */
export async function removeTrigger(
  ctx: Context,
  input: Named & { id: string },
): Promise<Result<object, 'not-found' | 'fired'>> {
  return ctx.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, input.slug);
    const row = letter && (await lockTrigger(trx, letter.id, input.id));
    if (!letter || !row) return { ok: false, reason: 'not-found' };
    if (row.fired_at) return { ok: false, reason: 'fired' };
    await deleteTrigger(trx, row.id);
    await recordAudit(trx, {
      actor: input.actor,
      action: 'delivery.trigger-removed',
      letterId: letter.id,
      object: { kind: 'target', id: row.target_id },
      details: { at: row.kind === 'closing' ? 'closing' : row.threshold },
    });
    return { ok: true };
  });
}

/**
 * Approves beforehand that a planned delivery leaves by itself, whatever the names will be: for exactly
 * this text and this addressee (`hash`, as it was shown), after the addressee's name was typed.
 * Somebody else than who planned it, where a second person is asked for.
 */
export async function approveTrigger(
  ctx: Context,
  input: Named & { id: string; hash: string; confirm: string },
): Promise<
  Result<
    object,
    'not-found' | 'fired' | 'confirm-mismatch' | 'hash-changed' | 'same-person' | 'not-email'
  >
> {
  const { slug, actor, id } = input;
  return ctx.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, slug);
    const row = letter && (await lockTrigger(trx, letter.id, id));
    if (!letter || !row) return { ok: false, reason: 'not-found' };
    if (row.fired_at) return { ok: false, reason: 'fired' };
    const targets = await listTargets(trx, letter.id);
    const target = targets.find((one) => one.id === row.target_id);
    if (target?.channel !== 'email') return { ok: false, reason: 'not-email' };
    if (!matches(input.confirm, target.addressee)) return { ok: false, reason: 'confirm-mismatch' };
    const inside = { ...ctx, db: trx };
    const hash = await findStandingHash(inside, { letterId: letter.id, targetId: target.id });
    if (hash === null || hash !== input.hash) return { ok: false, reason: 'hash-changed' };
    const own = row.created_by === actorKey(actor);
    if (own && (await findSecondPerson(inside, letter.id)) === 'needed') {
      return { ok: false, reason: 'same-person' };
    }
    await markStanding(trx, row.id, { hash, by: actorKey(actor) });
    await recordAudit(trx, {
      actor,
      action: 'delivery.trigger-approved',
      letterId: letter.id,
      object: { kind: 'target', id: target.id },
      details: { target: target.name, hash },
    });
    return { ok: true };
  });
}
