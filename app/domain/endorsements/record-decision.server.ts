import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { decideRow, type EndorsementRow } from '~/db/endorsements.server';
import type { Locale } from '~/i18n/locale';
import { hashToken } from '~/primitives/keyring.server';
import { recordAudit } from '../audit/record-audit.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mailIfAllowed } from '../messages/mail-if-allowed.server';
import type { Actor } from '../organisers/organiser';
import type { AuthorityBasis } from './endorsement';
import { issueManageToken } from './issue-manage-token.server';
import { unsealRepresentative } from './sealed-representative.server';

/** `invitation` is the one on which an approval rests, where it rests on one. */
export type Decision =
  | {
      state: 'approved';
      authorityBasis: AuthorityBasis;
      invitation?: { id: string; foundingPosition: number | null };
    }
  | { state: 'declined'; reason: string };

/**
 * The one place where an endorsement is approved or declined: writes the decision on a waiting one
 * whose row the caller has locked, with who decided and why, and tells the representative by mail,
 * all in the caller's transaction. The representative becomes public by consent only.
 */
export async function recordDecision(
  ctx: Context,
  trx: Transaction,
  row: EndorsementRow,
  by: { decision: Decision; actor: Actor },
): Promise<void> {
  const { decision, actor } = by;
  const { representative, role } = unsealRepresentative(ctx, row);
  const approved = decision.state === 'approved' ? decision : null;
  const shown = approved !== null && row.show_representative;
  const invitation = approved?.invitation;
  await decideRow(trx, row.id, {
    state: decision.state,
    authority_basis: approved?.authorityBasis ?? null,
    decline_reason: decision.state === 'declined' ? decision.reason : null,
    decided_by: actor.kind === 'organiser' ? actor.organiserId : null,
    public_representative: shown ? representative : null,
    public_role: shown ? role : null,
    founding_position: invitation?.foundingPosition ?? row.founding_position,
  });
  await recordAudit(trx, {
    actor,
    action: `endorsement.${decision.state}`,
    letterId: row.letter_id,
    object: { kind: 'endorsement', id: row.id },
    details: {
      ...(approved ? { basis: approved.authorityBasis } : {}),
      ...(invitation ? { invitation: invitation.id } : {}),
    },
  });
  await tellRepresentative(ctx, trx, row, decision);
}

async function tellRepresentative(
  ctx: Context,
  trx: Transaction,
  row: EndorsementRow,
  decision: Decision,
): Promise<void> {
  const letter = await findLetterById({ ...ctx, db: trx }, row.letter_id);
  const locale = row.locale as Locale;
  const to = unsealRepresentative(ctx, row).email;
  const kind = `endorsement-${decision.state}` as const;
  await mailIfAllowed(ctx, trx, { kind, to, letterId: letter.id }, async () => {
    const manageToken = await issueManageToken(trx, row.id);
    const about = {
      slug: letter.slug,
      masterLocale: letter.masterLocale,
      locale,
      letterTitle: letter.texts[locale].title,
      organisation: row.organisation,
      manageToken,
    };
    await enqueuePersonalMessage(
      ctx,
      trx,
      decision.state === 'approved'
        ? { kind: 'endorsement-approved', to, props: about }
        : { kind: 'endorsement-declined', to, props: { ...about, reason: decision.reason } },
      `endorsement-decided:${hashToken(manageToken).toString('hex')}`,
    );
  });
}
