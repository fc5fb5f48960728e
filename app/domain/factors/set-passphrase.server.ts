import type { Context } from '~/context.server';
import { findPassphrase, upsertPassphrase } from '~/db/factors.server';
import { LaneFull } from '~/primitives/lane';
import type { Result } from '~/primitives/result';
import { type PassphraseFault, passphraseFault } from './passphrase-fault';
import { hashPassphrase, passphraseMatches } from './passphrase-hash.server';
import { sealPassphrase, unsealPassphrase } from './sealed-factor.server';
import { type OwnAccount, type OwnFactorRefusal, withOwnFactors } from './with-own-factors.server';

type Given = OwnAccount & {
  email: string;
  passphrase: string;
  /** The one before; null where it need not be known, because another first proof was just given. */
  current: string | null;
};

/**
 * Gives an organiser a passphrase, in place of the one before, which is asked for unless `current`
 * is null. Refused: too short, too long, easily guessed, about the person or the site.
 */
export async function setPassphrase(
  ctx: Context,
  input: Given,
): Promise<
  Result<{ sessionId: string }, PassphraseFault | OwnFactorRefusal | 'wrong-current' | 'busy'>
> {
  const { organiserId, passphrase, email } = input;
  const fault = passphraseFault(passphrase, { email, publicUrl: ctx.publicUrl });
  if (fault) return { ok: false, reason: fault };
  try {
    if (!(await knowsCurrent(ctx, input))) return { ok: false, reason: 'wrong-current' };
    const sealed = sealPassphrase(ctx, organiserId, await hashPassphrase(passphrase));
    return await withOwnFactors(ctx, input, 'passphrase', async (trx) => {
      await upsertPassphrase(trx, { organiserId, sealed });
      return { ok: true };
    });
  } catch (error) {
    if (error instanceof LaneFull) return { ok: false, reason: 'busy' };
    throw error;
  }
}

async function knowsCurrent(ctx: Context, { organiserId, current }: Given): Promise<boolean> {
  if (current === null) return true;
  const row = await findPassphrase(ctx.db, organiserId);
  return !row || passphraseMatches(unsealPassphrase(ctx, organiserId, row.sealed), current);
}
