import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { decideRow, type EndorsementRow } from '~/db/endorsements.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import type { AuthorityBasis, DeclineTemplate } from './endorsement';
import { keepProof } from './keep-proof.server';
import { lockEndorsementOf } from './lock-endorsement-of.server';
import type { Proof } from './proof.server';
import { unsealRepresentative } from './sealed-representative.server';
import { tellRepresentative } from './tell-representative.server';

export type Decision =
  | { state: 'approved'; authorityBasis: AuthorityBasis; proof: Proof | null }
  | { state: 'declined'; template: DeclineTemplate | null; reason: string | null };

export type DecisionInput = { id: string; slug?: string; actor: Actor };

export type DecisionRefusal = 'not-found' | 'not-waiting' | 'held';

/**
 * Records an organiser's decision on a waiting endorsement, once, with who decided and why, and
 * tells the representative by mail in the same transaction. An endorsement of another letter than
 * `slug` is as unknown as one that does not exist; one that another organiser holds is theirs.
 */
export async function decideEndorsement(
  ctx: Context,
  input: DecisionInput,
  decision: Decision,
): Promise<Result<object, DecisionRefusal>> {
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockEndorsementOf(trx, input);
    if (!row) return { ok: false, reason: 'not-found' };
    if (row.state !== 'waiting') return { ok: false, reason: 'not-waiting' };
    if (isHeldByAnother(ctx, row, input.actor)) return { ok: false, reason: 'held' };
    const details =
      decision.state === 'approved'
        ? await approve(ctx, trx, row, decision, input.actor)
        : await decline(trx, row, decision, input.actor);
    await recordAudit(trx, {
      actor: input.actor,
      action: `endorsement.${decision.state}`,
      letterId: row.letter_id,
      object: { kind: 'endorsement', id: row.id },
      details,
    });
    await tellRepresentative(ctx, trx, row, decision);
    return { ok: true };
  });
}

/** Whether another organiser than this actor is looking at an endorsement; never for the operator. */
export function isHeldByAnother(ctx: Context, row: EndorsementRow, actor: Actor): boolean {
  if (actor.kind !== 'organiser' || !row.held_by || !row.held_until) return false;
  return row.held_by !== actor.organiserId && row.held_until > ctx.clock.now();
}

const letGo = { held_by: null, held_until: null };

function decidedBy(actor: Actor): string | null {
  return actor.kind === 'organiser' ? actor.organiserId : null;
}

async function approve(
  ctx: Context,
  trx: Transaction,
  row: EndorsementRow,
  { authorityBasis, proof }: Extract<Decision, { state: 'approved' }>,
  actor: Actor,
) {
  const { representative, role } = unsealRepresentative(ctx, row);
  await decideRow(trx, row.id, {
    ...letGo,
    state: 'approved',
    authority_basis: authorityBasis,
    decided_by: decidedBy(actor),
    public_representative: row.show_representative ? representative : null,
    public_role: row.show_representative ? role : null,
  });
  const hash = proof && (await keepProof(ctx, trx, row.id, proof));
  return { basis: authorityBasis, proof: hash };
}

async function decline(
  trx: Transaction,
  row: EndorsementRow,
  { template, reason }: Extract<Decision, { state: 'declined' }>,
  actor: Actor,
) {
  await decideRow(trx, row.id, {
    ...letGo,
    state: 'declined',
    decline_template: template,
    decline_reason: reason,
    decided_by: decidedBy(actor),
  });
  return { template };
}
