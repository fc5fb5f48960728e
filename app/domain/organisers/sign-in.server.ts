import type { Context } from '~/context.server';
import { lockOrganiser } from '~/db/organisers.server';
import { lockToken, spendToken } from '~/db/tokens.server';
import { hashToken } from '~/primitives/keyring.server';
import { openSession, openStep } from './open-session.server';
import type { Organiser } from './organiser';
import { type DeadSignIn, deadSignIn } from './peek-sign-in.server';

type SignInAnswer =
  | { ok: true; sessionId: string; organiser: Organiser }
  | { ok: false; reason: DeadSignIn }
  /** The link proved the mailbox only: the id leads to the second half. */
  | { ok: false; reason: 'second-factor'; stepId: string };

/** Spends a one-time link and opens a session; for whoever is enrolled it is the first half only. */
export async function signIn(ctx: Context, input: { token: string }): Promise<SignInAnswer> {
  return ctx.db.transaction().execute(async (trx) => {
    const hash = hashToken(input.token);
    const token = await lockToken(trx, hash, ['sign-in']);
    const dead = deadSignIn(token);
    if (dead) return { ok: false, reason: dead };
    const row = await lockOrganiser(trx, token?.organiser_id ?? '');
    if (!row) return { ok: false, reason: 'unknown' };
    await spendToken(trx, hash);
    if (row.enrolled) {
      const stepId = await openStep(trx, row.id, 'link');
      return { ok: false, reason: 'second-factor', stepId };
    }
    return { ok: true, ...(await openSession(ctx, trx, row, { enteredBy: 'link', factor: null })) };
  });
}
