import type { Context } from '~/context.server';
import { findPassphrase } from '~/db/factors.server';
import { findOrganiserByEmail, lockOrganiser } from '~/db/organisers.server';
import { LaneFull } from '~/primitives/lane';
import { passphraseMatches } from '../factors/passphrase-hash.server';
import { unsealPassphrase } from '../factors/sealed-factor.server';
import { countSignInTry } from '../protection/count-sign-in-try.server';
import { openSession, openStep } from './open-session.server';
import { organiserEmailIndex } from './sealed-organiser.server';

type Answer =
  | { ok: true; sessionId: string }
  | { ok: false; reason: 'second-factor'; stepId: string }
  | { ok: false; reason: 'refused' | 'busy' }
  | { ok: false; reason: 'too-many'; seconds: number };

/**
 * Proves an address and a passphrase (the first half), and opens a session for whoever has no
 * second factor yet. An unknown address, one without a passphrase and a wrong passphrase are the
 * same refusal and the same work. `seconds` until a limit is over.
 */
export async function signInWithPassphrase(
  ctx: Context,
  input: { email: string; passphrase: string; network: string | null },
): Promise<Answer> {
  const { email, passphrase, network } = input;
  const seconds = await countSignInTry(ctx, { network, email, half: 'first' });
  if (seconds) return { ok: false, reason: 'too-many', seconds };
  try {
    const id = await findByPassphrase(ctx, email, passphrase);
    if (id === null) {
      ctx.log.warn({ event: 'sign-in-refused', half: 'passphrase' });
      return { ok: false, reason: 'refused' };
    }
    return await enter(ctx, id);
  } catch (error) {
    if (error instanceof LaneFull) return { ok: false, reason: 'busy' };
    throw error;
  }
}

async function findByPassphrase(
  ctx: Context,
  email: string,
  passphrase: string,
): Promise<string | null> {
  const organiser = await findOrganiserByEmail(ctx.db, organiserEmailIndex(ctx, email));
  const row = organiser && (await findPassphrase(ctx.db, organiser.id));
  const hash = row && organiser ? unsealPassphrase(ctx, organiser.id, row.sealed) : null;
  const matches = await passphraseMatches(hash, passphrase);
  return matches && organiser ? organiser.id : null;
}

async function enter(ctx: Context, id: string): Promise<Answer> {
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockOrganiser(trx, id);
    if (!row) return { ok: false, reason: 'refused' };
    if (row.enrolled) {
      const stepId = await openStep(trx, id, 'passphrase');
      return { ok: false, reason: 'second-factor', stepId };
    }
    const entrance = { enteredBy: 'passphrase', factor: null } as const;
    const { sessionId } = await openSession(ctx, trx, row, entrance);
    return { ok: true, sessionId };
  });
}
