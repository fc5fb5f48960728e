import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { findNetworkHash, listCandidates } from '~/db/invalidation-candidates.server';
import { insertInvalidationItems } from '~/db/invalidation-items.server';
import {
  deleteAbandonedCounts,
  insertInvalidation,
  updateInvalidation,
} from '~/db/invalidations.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { actorKey } from '../organisers/name-actors.server';
import type { Actor } from '../organisers/organiser';
import { ruleMatches } from '../protection/signing-rule';
import { unsealSignatory } from '../signatures/sealed-signatory.server';
import { countHoldsFor, criteriaInUse, type InvalidationCriteria } from './invalidation';
import { sealCriteria } from './sealed-criteria.server';

const page = 2000;

type Refusal = 'not-found' | 'no-criteria' | 'no-network' | 'nothing-found';

/** Takes back what was written when nothing was found. */
class NothingFound extends Error {}

/**
 * Counts which signatures the criteria find and freezes exactly those: what is started later is what
 * was counted, whatever signs in the meantime. Changes no signature. `no-criteria` when the whole
 * letter would be meant, `no-network` when where the named signature came from is not known any more.
 */
export async function countInvalidation(
  ctx: Context,
  input: { slug: string; criteria: InvalidationCriteria; actor: Actor },
): Promise<Result<{ id: string; count: number }, Refusal>> {
  const { criteria, actor } = input;
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const used = criteriaInUse(criteria);
  if (used.length === 0 || criteria.states.length === 0) {
    return { ok: false, reason: 'no-criteria' };
  }
  const { sameNetworkAs } = criteria;
  const networkHash =
    sameNetworkAs === undefined
      ? undefined
      : await findNetworkHash(ctx.db, letter.id, sameNetworkAs);
  if (networkHash === null) return { ok: false, reason: 'no-network' };
  const id = randomUUID();
  try {
    const count = await ctx.db.transaction().execute(async (trx) => {
      await deleteAbandonedCounts(trx, letter.id, countHoldsFor);
      await insertInvalidation(trx, {
        id,
        letter_id: letter.id,
        state: 'counted',
        reason: '',
        criteria: sealCriteria(ctx, id, criteria),
        expected: 0,
        requested_by: actorKey(actor),
      });
      const expected = await freeze(ctx, trx, { id, letterId: letter.id, criteria, networkHash });
      if (expected === 0) throw new NothingFound();
      await updateInvalidation(trx, id, { expected });
      await recordAudit(trx, {
        actor,
        action: 'invalidation.counted',
        letterId: letter.id,
        object: { kind: 'invalidation', id },
        details: { count: expected, by: used.join(' ') },
      });
      return expected;
    });
    return { ok: true, id, count };
  } catch (error) {
    if (error instanceof NothingFound) return { ok: false, reason: 'nothing-found' };
    throw error;
  }
}

async function freeze(
  ctx: Context,
  trx: Transaction,
  chosen: {
    id: string;
    letterId: string;
    criteria: InvalidationCriteria;
    networkHash: Buffer | undefined;
  },
): Promise<number> {
  const { id, letterId, criteria, networkHash } = chosen;
  const filter = { ...criteria, networkHash };
  let count = 0;
  for (let after = 0; ; ) {
    const rows = await listCandidates(trx, letterId, filter, { after, limit: page });
    const found = rows.filter((row) => hasMailDomain(ctx, row, criteria.mailDomain));
    await insertInvalidationItems(trx, id, found);
    count += found.length;
    after = rows.at(-1)?.number ?? after;
    if (rows.length < page) return count;
  }
}

/** Addresses are sealed, so PostgreSQL cannot look at their domains. */
function hasMailDomain(
  ctx: Context,
  row: { id: string; sealed: Buffer },
  domain: string | undefined,
): boolean {
  if (domain === undefined) return true;
  const { email, name } = unsealSignatory(ctx, row);
  const candidate = { email, name, network: null };
  return email !== '' && ruleMatches({ subject: 'mail-domain', value: domain }, candidate);
}
