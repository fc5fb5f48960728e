import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import { inventPeople } from '~/sample/invent-people';
import { recordAudit } from '../audit/record-audit.server';
import { addInventedSignatures } from './add-invented-signatures.server';

const batch = 20_000;

/** Adds invented confirmed signatures for trials and benchmarks; refused in production. */
export async function loadInventedSignatures(
  ctx: Context,
  input: { slug: string; count: number; seed: number },
): Promise<Result<object, 'not-found' | 'production'>> {
  if (ctx.config.production) return { ok: false, reason: 'production' };
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const place = { letterId: letter.id, versionId: letter.version_id, spreadOverDays: 30 };
  const people = inventPeople(input.seed);
  for (let left = input.count; left > 0; left -= batch) {
    const count = Math.min(left, batch);
    await ctx.db
      .transaction()
      .execute((trx) =>
        addInventedSignatures(ctx, trx, { ...place, people, count, state: 'confirmed' }),
      );
  }
  await recordAudit(ctx.db, {
    actor: { kind: 'operator' },
    action: 'signatures.invented',
    letterId: letter.id,
    details: { count: input.count },
  });
  return { ok: true };
}
