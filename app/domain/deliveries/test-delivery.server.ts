import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { findDelivery, lockDelivery } from '~/db/deliveries.server';
import { markDossierTested } from '~/db/delivery-approval.server';
import { isBeingFrozen } from '~/db/delivery-preparations.server';
import { findOrganiser } from '~/db/organisers.server';
import { parseEmailAddress } from '~/primitives/email-address';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { enqueueTrial } from '../messages/enqueue-message.server';
import { mayMail } from '../messages/may-mail.server';
import { actorKey } from '../organisers/name-actors.server';
import type { Actor } from '../organisers/organiser';
import { unsealOrganiser } from '../organisers/sealed-organiser.server';
import { isOpen } from './delivery';
import { dossierHashOf } from './dossier-hash.server';

/** Besides whoever sends the trial. */
export const mostTrials = 5;

type Refusal =
  | 'not-found'
  | 'not-email'
  | 'not-open'
  | 'being-frozen'
  | 'not-a-mailbox'
  | 'too-many'
  | 'nobody-there';

/**
 * Sends a dossier as a trial to the organiser who asks and to at most five further mailboxes, and marks
 * these very bytes as tested. Marked as a trial, with a Message-ID of its own, it is no delivery. Only
 * the organiser's has the names that the public is not shown; the others have their number.
 */
export async function testDelivery(
  ctx: Context,
  input: { id: string; slug: string; to: readonly string[]; actor: Actor },
): Promise<Result<{ mails: number }, Refusal>> {
  const { id, slug, actor } = input;
  const others = [...new Set(input.to)].map((typed) => parseEmailAddress(typed));
  if (others.some((mailbox) => mailbox === null)) return { ok: false, reason: 'not-a-mailbox' };
  if (others.length > mostTrials) return { ok: false, reason: 'too-many' };
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockDelivery(trx, id);
    const known = row && (await findDelivery(trx, id));
    if (!row || !known || known.slug !== slug) return { ok: false, reason: 'not-found' };
    if (known.channel !== 'email') return { ok: false, reason: 'not-email' };
    if (!isOpen(row.state)) return { ok: false, reason: 'not-open' };
    if (await isBeingFrozen(trx, id)) return { ok: false, reason: 'being-frozen' };
    const hash = dossierHashOf(row);
    const own = await ownMailbox(ctx, trx, actor);
    const mailboxes = [own, ...others.filter((mailbox) => mailbox !== own)];
    let mails = 0;
    for (const to of mailboxes) {
      if (!to) continue;
      const plan = { kind: 'delivery-alert' as const, to, letterId: row.letter_id };
      if (!(await mayMail(ctx, trx, plan))) continue;
      await enqueueTrial(ctx, trx, { to, deliveryId: id, hash, withNames: to === own });
      mails += 1;
    }
    if (mails === 0) return { ok: false, reason: 'nobody-there' };
    await markDossierTested(trx, id, { hash, by: actorKey(actor) });
    await recordAudit(trx, {
      actor,
      action: 'delivery.tested',
      letterId: row.letter_id,
      object: { kind: 'delivery', id },
      details: { target: known.target, mails, hash },
    });
    return { ok: true, mails };
  });
}

async function ownMailbox(ctx: Context, trx: Transaction, actor: Actor): Promise<string | null> {
  if (actor.kind !== 'organiser') return null;
  const organiser = await findOrganiser(trx, actor.organiserId);
  return organiser ? unsealOrganiser(ctx, organiser).email : null;
}
