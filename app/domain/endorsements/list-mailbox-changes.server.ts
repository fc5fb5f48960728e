import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import { listWaitingMailboxes } from '~/db/mailbox-changes.server';
import { maskEmailAddress } from '~/primitives/email-address';
import type { Result } from '~/primitives/result';
import { type AuthoritySignals, authoritySignals } from './authority-signals';
import type { EndorsementState } from './endorsement';
import { unsealMailbox } from './sealed-mailbox.server';
import { unsealRepresentative } from './sealed-representative.server';

export type WaitingMailbox = {
  /** Of the endorsement. */
  id: string;
  changeId: string;
  organisation: string;
  state: EndorsementState;
  /** `m•••@example.org`; `before` is null once retention has erased it. */
  before: string | null;
  after: string;
  website: string;
  /** What speaks for or against the authority of the new mailbox. */
  signals: AuthoritySignals;
  /** The old mailbox was told beforehand, and could have stopped it. */
  beforeTold: boolean;
  /** ISO 8601 in UTC. */
  askedAt: string;
};

/** For organisers: changes of mailbox that wait for a decision, oldest first, mailboxes masked. */
export async function listMailboxChanges(
  ctx: Context,
  input: { slug: string },
): Promise<Result<{ mailboxes: WaitingMailbox[] }, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const rows = await listWaitingMailboxes(ctx.db, letter.id);
  return {
    ok: true,
    mailboxes: rows.map((row) => {
      const sealed = { id: row.endorsement_id, sealed: row.representative_sealed };
      const before = unsealRepresentative(ctx, sealed).email;
      const after = unsealMailbox(ctx, row);
      return {
        id: row.endorsement_id,
        changeId: row.id,
        organisation: row.organisation,
        state: row.state as EndorsementState,
        before: before ? maskEmailAddress(before) : null,
        after: maskEmailAddress(after),
        website: row.website,
        signals: authoritySignals(after, row.website),
        beforeTold: row.stop_hash !== null,
        askedAt: row.asked_at.toISOString(),
      };
    }),
  };
}
