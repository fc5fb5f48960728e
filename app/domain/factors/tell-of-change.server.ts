import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mailIfAllowed } from '../messages/mail-if-allowed.server';
import { unsealOrganiser } from '../organisers/sealed-organiser.server';
import type { FactorChange } from './factor';

/** Mails an organiser what changed about how they sign in, in case it was somebody else. */
export async function tellOfChange(
  ctx: Context,
  trx: Transaction,
  organiser: { id: string; sealed: Buffer },
  change: FactorChange,
): Promise<void> {
  const kind = 'sign-in-changed' as const;
  const { email, locale } = unsealOrganiser(ctx, organiser);
  await mailIfAllowed(ctx, trx, { kind, to: email, letterId: null }, async () => {
    const props = { locale, change, at: ctx.clock.now().toISOString() };
    await enqueuePersonalMessage(ctx, trx, { kind, to: email, props }, `${kind}:${randomUUID()}`);
  });
}
