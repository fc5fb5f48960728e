import type { Context } from '~/context.server';
import { findToken, type TokenRow } from '~/db/tokens.server';
import { hashToken } from '~/primitives/keyring.server';
import type { Result } from '~/primitives/result';

export type DeadSignIn = 'unknown' | 'used' | 'expired';

/** Whether a sign-in link would still work. Changes nothing. */
export async function peekSignIn(
  ctx: Context,
  input: { token: string },
): Promise<Result<object, DeadSignIn>> {
  const token = await findToken(ctx.db, hashToken(input.token), ['sign-in']);
  const reason = deadSignIn(token);
  return reason ? { ok: false, reason } : { ok: true };
}

/** Why a sign-in token no longer works, or null while it does. */
export function deadSignIn(token: TokenRow | undefined): DeadSignIn | null {
  if (!token?.organiser_id) return 'unknown';
  if (token.used_at) return 'used';
  return token.expired ? 'expired' : null;
}
