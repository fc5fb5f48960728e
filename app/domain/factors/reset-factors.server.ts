import type { Context } from '~/context.server';
import { deleteAuthenticator, deletePassphrase, replaceRecoveryCodes } from '~/db/factors.server';
import { deleteSessionsOf, findOrganiserByEmail, lockOrganiser } from '~/db/organisers.server';
import { deletePasskeysOf } from '~/db/passkeys.server';
import { deleteStepsOf } from '~/db/sign-in-steps.server';
import { parseEmailAddress } from '~/primitives/email-address';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { issueSignInToken } from '../organisers/issue-sign-in-token.server';
import type { Actor } from '../organisers/organiser';
import { organiserEmailIndex } from '../organisers/sealed-organiser.server';
import { tellOfChange } from './tell-of-change.server';

/**
 * Takes everything away that an organiser signs in with, for somebody who has lost it all; ends all
 * their sessions, tells them by mail, and returns a one-time sign-in token for them.
 */
export async function resetFactors(
  ctx: Context,
  input: { email: string; actor: Actor },
): Promise<Result<{ signInToken: string }, 'not-found'>> {
  const email = parseEmailAddress(input.email);
  return ctx.db.transaction().execute(async (trx) => {
    const found = email
      ? await findOrganiserByEmail(trx, organiserEmailIndex(ctx, email))
      : undefined;
    const organiser = found && (await lockOrganiser(trx, found.id));
    if (!organiser) return { ok: false, reason: 'not-found' };
    const { id } = organiser;
    await deletePassphrase(trx, id);
    await deleteAuthenticator(trx, id);
    await deletePasskeysOf(trx, id);
    await replaceRecoveryCodes(trx, id, []);
    await deleteSessionsOf(trx, id);
    await deleteStepsOf(trx, id);
    await recordAudit(trx, {
      actor: input.actor,
      action: 'organiser.factors-reset',
      object: { kind: 'organiser', id },
    });
    await tellOfChange(ctx, trx, organiser, 'reset');
    return { ok: true, signInToken: await issueSignInToken(trx, id) };
  });
}
