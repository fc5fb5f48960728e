import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { findLetterRow } from '~/db/letters.server';
import { findCase, lockCase, type ReportCaseRow } from '~/db/report-cases.server';
import { lockSignature, type SignatureRow } from '~/db/signatures.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import type { Actor } from '../organisers/organiser';

export type CaseInput = { slug: string; id: string; actor: Actor };
export type CaseRefusal = 'not-found' | 'not-open' | 'not-standing';

/**
 * Runs `act` on an open case of this letter under its lock, and the lock of its signature. `not-open`
 * when somebody else decided before; `not-standing` when the signature does not count any more, so
 * that there is nothing to decide.
 */
export async function withCase<Done extends object, Refusal extends string = never>(
  ctx: Context,
  input: Omit<CaseInput, 'actor'>,
  act: (
    trx: Transaction,
    row: ReportCaseRow,
    signature: SignatureRow,
  ) => Promise<Result<Done, Refusal>>,
): Promise<Result<Done, Refusal | CaseRefusal>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter || !isUuid(input.id)) return { ok: false, reason: 'not-found' };
  return ctx.db.transaction().execute(async (trx) => {
    const known = await findCase(trx, input.id);
    if (known?.letter_id !== letter.id) return { ok: false, reason: 'not-found' };
    // The signature first, in the order in which its owner's withdrawal locks the two.
    const signature = await lockSignature(trx, known.signature_id);
    const row = await lockCase(trx, known.id);
    if (row?.state !== 'open') return { ok: false, reason: 'not-open' };
    if (signature?.state !== 'confirmed') return { ok: false, reason: 'not-standing' };
    return act(trx, row, signature);
  });
}
