import type { Context } from '~/context.server';
import type { Result } from '~/primitives/result';
import { countSignInTry } from '../protection/count-sign-in-try.server';
import { requestSignIn } from './request-sign-in.server';

/** `requestSignIn` for a visitor, within the tries of their network. */
export async function askForLink(
  ctx: Context,
  input: { email: string; network: string | null },
): Promise<Result<object, never> | { ok: false; reason: 'too-many'; seconds: number }> {
  const { email, network } = input;
  const seconds = await countSignInTry(ctx, { network, half: 'any' });
  if (seconds) return { ok: false, reason: 'too-many', seconds };
  return requestSignIn(ctx, { email });
}
