import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { lockOrganiser } from '~/db/organisers.server';
import { findPasskeyOwner } from '~/db/passkeys.server';
import { checkPasskey, readPasskeyAnswer } from '../factors/check-passkey.server';
import { credentialIndex } from '../factors/sealed-factor.server';
import { countSignInTry } from '../protection/count-sign-in-try.server';
import { openSession } from './open-session.server';

type Answer =
  | { ok: true; sessionId: string }
  | { ok: false; reason: 'refused' }
  | { ok: false; reason: 'too-many'; seconds: number };

/**
 * Opens a session by a passkey alone: the device holds it and has verified its user, which is both
 * halves. `response` is the browser's answer to `offer`, as JSON.
 */
export async function signInWithPasskey(
  ctx: Context,
  input: { response: string; offer: string; network: string | null },
): Promise<Answer> {
  const { network, ...shown } = input;
  const seconds = await countSignInTry(ctx, { network, half: 'any' });
  if (seconds) return { ok: false, reason: 'too-many', seconds };
  return ctx.db.transaction().execute(async (trx) => {
    const row = await ownerOf(ctx, trx, shown.response);
    const right = row && (await checkPasskey(ctx, trx, { organiserId: row.id, ...shown }));
    if (!right) {
      ctx.log.warn({ event: 'sign-in-refused', half: 'passkey' });
      return { ok: false, reason: 'refused' };
    }
    const entrance = { enteredBy: 'passkey', factor: 'passkey' } as const;
    const { sessionId } = await openSession(ctx, trx, row, entrance);
    return { ok: true, sessionId };
  });
}

async function ownerOf(ctx: Context, trx: Transaction, response: string) {
  const answer = readPasskeyAnswer(response);
  if (!answer) return undefined;
  const id = await findPasskeyOwner(trx, credentialIndex(ctx, answer.id));
  return id === null ? undefined : lockOrganiser(trx, id);
}
