import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import type { EndorsementRow } from '~/db/endorsements.server';
import { endMailboxChange, findOpenMailboxChange } from '~/db/mailbox-changes.server';
import { cleanLine } from '~/primitives/person-name';
import type { Result } from '~/primitives/result';
import { changed } from '../audit/audit-changes';
import { recordAudit } from '../audit/record-audit.server';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mailIfAllowed } from '../messages/mail-if-allowed.server';
import type { Actor } from '../organisers/organiser';
import { aboutMailbox, lockBothMailboxes } from './about-mailbox.server';
import { applyMailbox } from './apply-mailbox.server';
import type { EndorsementState } from './endorsement';
import { isTaken } from './is-taken.server';
import { lockEndorsementOf } from './lock-endorsement-of.server';
import { mayChangeMailbox } from './mailbox-change';

export type DecideMailboxInput = {
  /** Of the endorsement. */
  id: string;
  slug?: string;
  /** Id of the change that the organiser has seen. */
  seen: string;
  actor: Actor;
  decision: { accept: true } | { accept: false; reason: string };
};

/**
 * Lets a confirmed new mailbox speak for an endorsement, or leaves the old one, and tells both.
 * Only exactly what was seen is decided: a change that was replaced meanwhile is `other-now`, one
 * that was stopped `nothing-asked`. `mailbox-taken`: it speaks for another organisation by now.
 */
export async function decideMailboxChange(
  ctx: Context,
  input: DecideMailboxInput,
): Promise<Result<object, 'not-found' | 'nothing-asked' | 'other-now' | 'mailbox-taken'>> {
  const { actor, decision } = input;
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockEndorsementOf(trx, input);
    if (!row) return { ok: false, reason: 'not-found' };
    const stands = mayChangeMailbox(row.state as EndorsementState);
    const change = stands ? await findOpenMailboxChange(trx, row.id) : undefined;
    if (!change) return { ok: false, reason: 'nothing-asked' };
    if (change.id !== input.seen || !change.confirmed_at) return { ok: false, reason: 'other-now' };
    const mailboxes = await lockBothMailboxes(ctx, trx, row, change);
    if (decision.accept && (await isTaken(trx, row, change))) {
      return { ok: false, reason: 'mailbox-taken' };
    }
    await recordAudit(trx, {
      actor,
      action: decision.accept ? 'endorsement.mailbox-changed' : 'endorsement.mailbox-declined',
      letterId: row.letter_id,
      object: { kind: 'endorsement', id: row.id },
      changes: decision.accept
        ? changed({ mailbox: mailboxes.before }, { mailbox: mailboxes.after })
        : {},
    });
    if (decision.accept) {
      await applyMailbox(ctx, trx, row, change);
      return { ok: true };
    }
    await endMailboxChange(trx, row.id, 'declined');
    const told = { id: change.id, reason: cleanLine(decision.reason) || null };
    for (const to of [mailboxes.before, mailboxes.after])
      await tell(ctx, trx, row, { ...told, to });
    return { ok: true };
  });
}

async function tell(
  ctx: Context,
  trx: Transaction,
  row: EndorsementRow,
  told: { id: string; to: string; reason: string | null },
): Promise<void> {
  const { id, to, reason } = told;
  const kind = 'mailbox-declined' as const;
  await mailIfAllowed(ctx, trx, { kind, to, letterId: row.letter_id }, async () => {
    const { contact: _contact, ...about } = await aboutMailbox(ctx, trx, row);
    const props = { ...about, reason };
    await enqueuePersonalMessage(ctx, trx, { kind, to, props }, `${kind}:${id}:${randomUUID()}`);
  });
}
