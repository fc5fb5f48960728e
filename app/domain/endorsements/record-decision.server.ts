import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { endChecks, listCheckRows } from '~/db/endorsement-checks.server';
import { decideRow, type EndorsementRow } from '~/db/endorsements.server';
import { endMailboxChange } from '~/db/mailbox-changes.server';
import { lockShareCodes } from '~/db/share-links.server';
import { changed } from '../audit/audit-changes';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import type { AuthorityBasis, DeclineTemplate } from './endorsement';
import { keepProof } from './keep-proof.server';
import type { Proof } from './proof.server';
import { unsealRepresentative } from './sealed-representative.server';
import { chooseShareCode } from './share-code';
import { tellRepresentative } from './tell-representative.server';

type Approval = {
  state: 'approved';
  authorityBasis: AuthorityBasis;
  proof: Proof | null;
  /** The one on which the approval rests, where it rests on one. */
  invitation?: { id: string; foundingPosition: number | null };
};

type Refusal = { state: 'declined'; template: DeclineTemplate | null; reason: string | null };

export type Decision = Approval | Refusal;

/**
 * The one place where an endorsement is approved or declined: writes the decision on a waiting one
 * whose row the caller has locked, with who decided and why, lets go of it, ends the questions to
 * its published contact, and tells the representative by mail, all in the caller's transaction. The
 * representative becomes public by consent only. Approval gives the organisation the code of its
 * own link, which it keeps.
 */
export async function recordDecision(
  ctx: Context,
  trx: Transaction,
  row: EndorsementRow,
  by: { decision: Decision; actor: Actor },
): Promise<void> {
  const { decision, actor } = by;
  const approved = decision.state === 'approved';
  const shareCode = approved ? (row.share_code ?? (await newShareCode(trx, row))) : row.share_code;
  await decideRow(trx, row.id, {
    ...(approved ? approval(ctx, row, decision) : refusal(decision)),
    share_code: shareCode,
    state: decision.state,
    decided_by: actor.kind === 'organiser' ? actor.organiserId : null,
    held_by: null,
    held_until: null,
  });
  const vouching = await endQuestions(trx, row, decision);
  await recordAudit(trx, {
    actor,
    action: approved ? 'endorsement.approved' : 'endorsement.declined',
    letterId: row.letter_id,
    object: { kind: 'endorsement', id: row.id },
    details: { ...(await detailsOf(ctx, trx, row, decision)), ...vouching },
    changes: changed(
      { state: row.state, basis: row.authority_basis },
      {
        state: decision.state,
        basis: decision.state === 'approved' ? decision.authorityBasis : row.authority_basis,
      },
    ),
  });
  await tellRepresentative(ctx, trx, { ...row, share_code: shareCode }, decision);
}

/** What the approval rests on stays with its proof; the audit log names it. */
async function endQuestions(
  trx: Transaction,
  row: EndorsementRow,
  decision: Decision,
): Promise<{ check?: string }> {
  if (decision.state === 'declined') await endMailboxChange(trx, row.id, 'stopped');
  const vouched = decision.state === 'approved' && decision.authorityBasis === 'published-contact';
  const checks = vouched ? await listCheckRows(trx, { endorsementId: row.id }) : [];
  const kept = checks.filter(({ answer }) => answer === 'yes').map(({ id }) => id);
  await endChecks(trx, row.id, kept);
  const check = kept.at(-1);
  return check ? { check } : {};
}

function approval(ctx: Context, row: EndorsementRow, { authorityBasis, invitation }: Approval) {
  const { representative, role } = unsealRepresentative(ctx, row);
  return {
    authority_basis: authorityBasis,
    founding_position: invitation?.foundingPosition ?? row.founding_position,
    public_representative: row.show_representative ? representative : null,
    public_role: row.show_representative ? role : null,
  };
}

async function newShareCode(trx: Transaction, row: EndorsementRow): Promise<string> {
  return chooseShareCode(row.organisation_en, await lockShareCodes(trx, row.letter_id));
}

function refusal({ template, reason }: Refusal) {
  return { decline_template: template, decline_reason: reason };
}

/** What the audit log keeps beside who and when; the proof is stored on the way. */
async function detailsOf(
  ctx: Context,
  trx: Transaction,
  row: EndorsementRow,
  decision: Decision,
): Promise<Record<string, string | null>> {
  if (decision.state === 'declined') return { template: decision.template };
  const { authorityBasis, proof, invitation } = decision;
  const hash = proof && (await keepProof(ctx, trx, row.id, proof));
  const details: Record<string, string | null> = { basis: authorityBasis, proof: hash };
  if (invitation) details.invitation = invitation.id;
  return details;
}
