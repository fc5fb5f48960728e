import type { Context } from '~/context.server';
import { findEndorsement } from '~/db/endorsements.server';
import { findMailboxLink, type MailboxChangeRow } from '~/db/mailbox-changes.server';
import { maskEmailAddress } from '~/primitives/email-address';
import { hashToken } from '~/primitives/keyring.server';
import type { Result } from '~/primitives/result';
import { findLetterById } from '../letters/find-letter-by-id.server';
import type { LetterView } from '../letters/letter-view';
import type { EndorsementState } from './endorsement';
import { mayChangeMailbox } from './mailbox-change';
import { unsealMailbox } from './sealed-mailbox.server';

/** How far a change of mailbox is; `open` is not confirmed yet, `waiting` is with the organisers. */
export const mailboxChangeStates = [
  'open',
  'waiting',
  'applied',
  'stopped',
  'ended',
  'expired',
] as const;
export type MailboxChangeState = (typeof mailboxChangeStates)[number];

export type MailboxLink = {
  /** What the link is for: the new mailbox confirms, the old one stops. */
  purpose: 'confirm' | 'stop';
  state: MailboxChangeState;
  organisation: string;
  /** `m•••@example.org`; null once the change has ended. */
  newMailbox: string | null;
};

/** What a link about a change of mailbox opens. Changes nothing. */
export async function readMailboxChange(
  ctx: Context,
  input: { token: string },
): Promise<Result<{ letter: LetterView; link: MailboxLink }, 'unknown'>> {
  const found = await findMailboxLink(ctx.db, hashToken(input.token));
  const row = found && (await findEndorsement(ctx.db, found.change.endorsement_id));
  if (!found || !row) return { ok: false, reason: 'unknown' };
  const email = unsealMailbox(ctx, found.change);
  return {
    ok: true,
    letter: await findLetterById(ctx, row.letter_id),
    link: {
      purpose: found.purpose,
      state: stateOf(found.change, row.state as EndorsementState),
      organisation: row.organisation,
      newMailbox: email ? maskEmailAddress(email) : null,
    },
  };
}

/** How far a change is, given the state of its endorsement. */
export function stateOf(change: MailboxChangeRow, endorsement: EndorsementState) {
  const { outcome } = change;
  if (outcome === 'applied' || outcome === 'stopped') return outcome;
  if (outcome || !mayChangeMailbox(endorsement)) return 'ended';
  if (change.confirmed_at) return 'waiting';
  return change.expired ? 'expired' : 'open';
}
