import type { Context } from '~/context.server';
import { findOrganiserByEmail } from '~/db/organisers.server';
import { parseEmailAddress } from '~/primitives/email-address';
import { hashToken } from '~/primitives/keyring.server';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mayMailAgain } from '../messages/may-mail-again.server';
import { issueSignInToken, signInValidMinutes } from './issue-sign-in-token.server';
import { organiserEmailIndex } from './sealed-organiser.server';

/** Mails a one-time sign-in link if the address belongs to an organiser; always answers the same. */
export async function requestSignIn(ctx: Context, input: { email: string }): Promise<{ ok: true }> {
  const email = parseEmailAddress(input.email);
  if (!email) return { ok: true };
  await ctx.db.transaction().execute(async (trx) => {
    const organiser = await findOrganiserByEmail(trx, organiserEmailIndex(ctx, email));
    if (!organiser || !(await mayMailAgain(ctx, trx, email))) return;
    const signInToken = await issueSignInToken(trx, organiser.id);
    await enqueuePersonalMessage(
      ctx,
      trx,
      {
        kind: 'organiser-sign-in',
        to: email,
        props: { locale: 'en', signInToken, validMinutes: signInValidMinutes },
      },
      `organiser-sign-in:${hashToken(signInToken).toString('hex')}`,
    );
  });
  return { ok: true };
}
