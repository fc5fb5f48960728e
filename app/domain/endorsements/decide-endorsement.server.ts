import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { decideRow, type EndorsementRow, lockEndorsement } from '~/db/endorsements.server';
import { findLetterRow } from '~/db/letters.server';
import type { Locale } from '~/i18n/locale';
import { hashToken } from '~/primitives/keyring.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mailIfAllowed } from '../messages/mail-if-allowed.server';
import type { Actor } from '../organisers/organiser';
import type { AuthorityBasis } from './endorsement';
import { issueManageToken } from './issue-manage-token.server';
import { unsealRepresentative } from './sealed-representative.server';

export type Decision =
  | { state: 'approved'; authorityBasis: AuthorityBasis }
  | { state: 'declined'; reason: string };

export type DecisionInput = { id: string; slug?: string; actor: Actor };

/**
 * Records an organiser's decision on a waiting endorsement, once, with who decided and why, and
 * tells the representative by mail in the same transaction. An endorsement of another letter than
 * `slug` is as unknown as one that does not exist.
 */
export async function decideEndorsement(
  ctx: Context,
  input: DecisionInput,
  decision: Decision,
): Promise<Result<object, 'not-found' | 'not-waiting'>> {
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockEndorsement(trx, input.id);
    if (!row || !(await belongsTo(trx, row, input.slug))) return { ok: false, reason: 'not-found' };
    if (row.state !== 'waiting') return { ok: false, reason: 'not-waiting' };
    const { representative, role } = unsealRepresentative(ctx, row);
    const shown = decision.state === 'approved' && row.show_representative;
    await decideRow(trx, row.id, {
      state: decision.state,
      authority_basis: decision.state === 'approved' ? decision.authorityBasis : null,
      decline_reason: decision.state === 'declined' ? decision.reason : null,
      decided_by: input.actor.kind === 'organiser' ? input.actor.organiserId : null,
      public_representative: shown ? representative : null,
      public_role: shown ? role : null,
    });
    await recordAudit(trx, {
      actor: input.actor,
      action: `endorsement.${decision.state}`,
      letterId: row.letter_id,
      object: { kind: 'endorsement', id: row.id },
      details: decision.state === 'approved' ? { basis: decision.authorityBasis } : {},
    });
    await tellRepresentative(ctx, trx, row, decision);
    return { ok: true };
  });
}

async function belongsTo(trx: Transaction, row: EndorsementRow, slug?: string): Promise<boolean> {
  if (slug === undefined) return true;
  const letter = await findLetterRow(trx, { slug });
  return letter?.id === row.letter_id;
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
