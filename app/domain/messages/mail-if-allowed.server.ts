import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { rehearse } from '~/db/rehearse.server';
import { type MailPlan, mayMail } from './may-mail.server';

/**
 * Writes a mail with what belongs to it (`write`: tokens, the message) if the mailbox may get it;
 * says whether it did. What may not leave is written and taken back, so that whoever filled in the
 * form cannot tell by a clock an address that gets no mail from one that does. `refused` is a
 * reason of the caller's own against it.
 */
export async function mailIfAllowed(
  ctx: Context,
  trx: Transaction,
  plan: MailPlan & { refused?: boolean },
  write: () => Promise<unknown>,
): Promise<boolean> {
  const allowed = (await mayMail(ctx, trx, plan)) && !plan.refused;
  if (allowed) await write();
  else await rehearse(trx, write);
  return allowed;
}
