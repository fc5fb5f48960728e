import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { lockEndorsement } from '~/db/endorsements.server';
import {
  addStopLink,
  countAskedMailboxes,
  endMailboxChange,
  insertMailboxChange,
} from '~/db/mailbox-changes.server';
import { days, hours } from '~/primitives/duration';
import { canonicalEmailAddress, maskEmailAddress } from '~/primitives/email-address';
import { hashToken, newToken } from '~/primitives/keyring.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mailIfAllowed } from '../messages/mail-if-allowed.server';
import { aboutMailbox, lockMailboxes } from './about-mailbox.server';
import type { EndorsementState } from './endorsement';
import { findMyEndorsementId } from './find-my-endorsement-id.server';
import { mailboxChangesPerDay, mailboxChangeValidFor, mayChangeMailbox } from './mailbox-change';
import { sealMailbox } from './sealed-mailbox.server';
import { endorsementEmailIndex, unsealRepresentative } from './sealed-representative.server';

type About = Awaited<ReturnType<typeof aboutMailbox>>;

/**
 * Takes another mailbox for an endorsement, in place of one that was asked for before: a mail asks
 * the new one to confirm, another tells the old one at once and can stop it. Until it applies
 * everything goes to the old one. The answer is the same whether or not a mail may go to the new
 * one. `too-often` after two in 24 hours.
 */
export async function askForMailbox(
  ctx: Context,
  input: { token: string; email: string },
): Promise<Result<object, 'unknown' | 'not-standing' | 'email-same' | 'email-too-often'>> {
  const { email } = input;
  return ctx.db.transaction().execute(async (trx) => {
    const found = await findMyEndorsementId(trx, input.token);
    const row = found ? await lockEndorsement(trx, found) : undefined;
    if (!row) return { ok: false, reason: 'unknown' };
    if (!mayChangeMailbox(row.state as EndorsementState)) {
      return { ok: false, reason: 'not-standing' };
    }
    const { email: before } = unsealRepresentative(ctx, row);
    if (before && canonicalEmailAddress(before) === canonicalEmailAddress(email)) {
      return { ok: false, reason: 'email-same' };
    }
    if ((await countAskedMailboxes(trx, row.id, days(1))) >= mailboxChangesPerDay) {
      return { ok: false, reason: 'email-too-often' };
    }
    await endMailboxChange(trx, row.id, 'replaced');
    const id = randomUUID();
    const confirmToken = newToken();
    await insertMailboxChange(
      trx,
      {
        id,
        endorsement_id: row.id,
        confirm_hash: hashToken(confirmToken),
        sealed: sealMailbox(ctx, id, email),
        email_index: endorsementEmailIndex(ctx, row.letter_id, email),
      },
      mailboxChangeValidFor,
    );
    await recordAudit(trx, {
      actor: { kind: 'system' },
      action: 'endorsement.mailbox-asked',
      letterId: row.letter_id,
      object: { kind: 'endorsement', id: row.id },
    });
    const about = await aboutMailbox(ctx, trx, row);
    await lockMailboxes(ctx, trx, [before, email]);
    const plan = { letterId: row.letter_id };
    await mailIfAllowed(ctx, trx, { ...plan, kind: 'mailbox-change-asked', to: before }, () =>
      tellBefore(ctx, trx, { id, about, before, email }),
    );
    await mailIfAllowed(ctx, trx, { ...plan, kind: 'confirm-mailbox', to: email }, () =>
      askAfter(ctx, trx, { id, about, email, confirmToken }),
    );
    return { ok: true };
  });
}

/** Tells the mailbox that speaks now, and lets it stop the change. */
async function tellBefore(
  ctx: Context,
  trx: Transaction,
  input: { id: string; about: About; before: string; email: string },
): Promise<void> {
  const { id, about, before, email } = input;
  const stopToken = newToken();
  await addStopLink(trx, id, hashToken(stopToken));
  const props = { ...about, newMailbox: maskEmailAddress(email), stopToken };
  await enqueuePersonalMessage(
    ctx,
    trx,
    { kind: 'mailbox-change-asked', to: before, props },
    `mailbox-change-asked:${id}`,
  );
}

async function askAfter(
  ctx: Context,
  trx: Transaction,
  input: { id: string; about: About; email: string; confirmToken: string },
): Promise<void> {
  const { id, about, email, confirmToken } = input;
  const { contact: _contact, ...rest } = about;
  const validHours = mailboxChangeValidFor / hours(1);
  await enqueuePersonalMessage(
    ctx,
    trx,
    { kind: 'confirm-mailbox', to: email, props: { ...rest, confirmToken, validHours } },
    `confirm-mailbox:${id}`,
  );
}
