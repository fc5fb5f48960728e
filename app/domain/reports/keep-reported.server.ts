import type { Context } from '~/context.server';
import type { Result } from '~/primitives/result';
import { closeCase } from './close-case.server';
import { type CaseInput, type CaseRefusal, withCase } from './with-case.server';

/** Ends a case and leaves the signature as it is; whoever reported it and wants an answer gets one. */
export async function keepReported(
  ctx: Context,
  input: CaseInput,
): Promise<Result<object, CaseRefusal>> {
  return withCase(ctx, input, async (trx, row) => {
    await closeCase(ctx, trx, row, { state: 'kept', actor: input.actor });
    return { ok: true };
  });
}
