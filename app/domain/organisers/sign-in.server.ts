import type { Context } from '~/context.server';
import { findOrganiser, insertSession } from '~/db/organisers.server';
import { lockToken, spendToken } from '~/db/tokens.server';
import { hashToken, newToken } from '~/primitives/keyring.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import type { Organiser, OrganiserRole } from './organiser';
import { type DeadSignIn, deadSignIn } from './peek-sign-in.server';
import { unsealOrganiser } from './sealed-organiser.server';

/** Spends a one-time link and opens a session; the id returned is the cookie's whole content. */
export async function signIn(
  ctx: Context,
  input: { token: string },
): Promise<Result<{ sessionId: string; organiser: Organiser }, DeadSignIn>> {
  return ctx.db.transaction().execute(async (trx) => {
    const hash = hashToken(input.token);
    const token = await lockToken(trx, hash, ['sign-in']);
    const reason = deadSignIn(token);
    if (reason) return { ok: false, reason };
    const row = await findOrganiser(trx, token?.organiser_id ?? '');
    if (!row) return { ok: false, reason: 'unknown' };
    const sessionId = newToken();
    await spendToken(trx, hash);
    await insertSession(trx, hashToken(sessionId), row.id);
    await recordAudit(trx, {
      actor: { kind: 'organiser', organiserId: row.id },
      action: 'organiser.signed-in',
      object: { kind: 'organiser', id: row.id },
    });
    const { email } = unsealOrganiser(ctx, row);
    return {
      ok: true,
      sessionId,
      organiser: { id: row.id, email, role: row.role as OrganiserRole },
    };
  });
}
