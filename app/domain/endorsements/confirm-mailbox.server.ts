import type { Context } from '~/context.server';
import { confirmMailboxRow } from '~/db/mailbox-changes.server';
import type { Result } from '~/primitives/result';
import { changed } from '../audit/audit-changes';
import { recordAudit } from '../audit/record-audit.server';
import { lockBothMailboxes } from './about-mailbox.server';
import { applyMailbox } from './apply-mailbox.server';
import type { EndorsementState } from './endorsement';
import { isTaken } from './is-taken.server';
import { settledByDomain } from './mailbox-change';
import { stateOf } from './read-mailbox-change.server';
import { withMailboxLink } from './with-mailbox-link.server';

/**
 * Confirms from the new mailbox that it is to speak for an endorsement. In the domain of the old
 * one it does so at once; otherwise it waits for an organiser. `mailbox-taken` when it speaks for
 * another organisation of the letter: whoever asked learns nothing of that, and nothing changes.
 * Repeating it, or pressing for what has ended, changes nothing.
 */
export async function confirmMailbox(
  ctx: Context,
  input: { token: string },
): Promise<Result<object, 'unknown' | 'mailbox-taken'>> {
  const link = { token: input.token, purpose: 'confirm' } as const;
  return withMailboxLink(ctx, link, async (trx, row, change) => {
    if (stateOf(change, row.state as EndorsementState) !== 'open') return { ok: true };
    const { before, after } = await lockBothMailboxes(ctx, trx, row, change);
    if (await isTaken(trx, row, change)) return { ok: false, reason: 'mailbox-taken' };
    const atOnce = settledByDomain({ before, after, beforeTold: change.stop_hash !== null });
    await recordAudit(trx, {
      actor: { kind: 'system' },
      action: atOnce ? 'endorsement.mailbox-changed' : 'endorsement.mailbox-confirmed',
      letterId: row.letter_id,
      object: { kind: 'endorsement', id: row.id },
      changes: atOnce ? changed({ mailbox: before }, { mailbox: after }) : {},
    });
    if (atOnce) await applyMailbox(ctx, trx, row, change);
    else await confirmMailboxRow(trx, change.id);
    return { ok: true };
  });
}
