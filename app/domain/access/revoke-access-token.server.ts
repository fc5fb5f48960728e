import type { Context } from '~/context.server';
import { revokeAccessTokenRow } from '~/db/access-tokens.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';

/** Ends a token of the letter at once. Repeating it is harmless; `not-found` for any other id. */
export async function revokeAccessToken(
  ctx: Context,
  input: { slug: string; id: string; actor: Actor },
): Promise<Result<object, 'not-found'>> {
  const { slug, id, actor } = input;
  const letter = isUuid(id) ? await findLetterRow(ctx.db, { slug }) : undefined;
  if (!letter) return { ok: false, reason: 'not-found' };
  await ctx.db.transaction().execute(async (trx) => {
    if (!(await revokeAccessTokenRow(trx, { id, letterId: letter.id }))) return;
    const object = { kind: 'access-token', id };
    await recordAudit(trx, { actor, action: 'access-token.revoked', letterId: letter.id, object });
  });
  return { ok: true };
}
