import type { Context } from '~/context.server';
import { findOrganiserByEmail } from '~/db/organisers.server';
import { parseEmailAddress } from '~/primitives/email-address';
import { hashToken } from '~/primitives/keyring.server';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mailIfAllowed } from '../messages/mail-if-allowed.server';
import { issueSignInToken, signInValidMinutes } from './issue-sign-in-token.server';
import { organiserEmailIndex } from './sealed-organiser.server';

/** Mails a one-time sign-in link if the address belongs to an organiser; always answers the same. */
export async function requestSignIn(ctx: Context, input: { email: string }): Promise<{ ok: true }> {
  const email = parseEmailAddress(input.email);
  if (!email) return { ok: true };
  await ctx.db.transaction().execute(async (trx) => {
    const organiser = await findOrganiserByEmail(trx, organiserEmailIndex(ctx, email));
    if (!organiser) return;
    const plan = { kind: 'organiser-sign-in', to: email, letterId: null } as const;
    await mailIfAllowed(ctx, trx, plan, async () => {
      const signInToken = await issueSignInToken(trx, organiser.id);
      const props = { locale: 'en', signInToken, validMinutes: signInValidMinutes } as const;
      const dedupeKey = `organiser-sign-in:${hashToken(signInToken).toString('hex')}`;
      await enqueuePersonalMessage(ctx, trx, { kind: plan.kind, to: email, props }, dedupeKey);
    });
  });
  return { ok: true };
}
