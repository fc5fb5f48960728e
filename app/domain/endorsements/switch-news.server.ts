import type { Context } from '~/context.server';
import { lockEndorsement, updateEndorsementRow } from '~/db/endorsements.server';
import type { Result } from '~/primitives/result';
import { changed } from '../audit/audit-changes';
import { recordAudit } from '../audit/record-audit.server';
import { findMyEndorsementId } from './find-my-endorsement-id.server';

/**
 * Begins to ask signatories who come through an approved organisation's link whether they want its
 * news, and says where its privacy notice is; null ends it. At once and without review. Consents
 * that were given before stay, for they were given to the organisation.
 */
export async function switchNews(
  ctx: Context,
  input: { token: string; newsPrivacyUrl: string | null },
): Promise<Result<object, 'unknown' | 'not-approved'>> {
  const { newsPrivacyUrl } = input;
  return ctx.db.transaction().execute(async (trx) => {
    const id = await findMyEndorsementId(trx, input.token);
    const row = id ? await lockEndorsement(trx, id) : undefined;
    if (!row) return { ok: false, reason: 'unknown' };
    if (row.state !== 'approved') return { ok: false, reason: 'not-approved' };
    if (row.news_privacy_url === newsPrivacyUrl) return { ok: true };
    await updateEndorsementRow(trx, row.id, { news_privacy_url: newsPrivacyUrl });
    await recordAudit(trx, {
      actor: { kind: 'system' },
      action: 'endorsement.news-switched',
      letterId: row.letter_id,
      object: { kind: 'endorsement', id: row.id },
      changes: changed({ notice: row.news_privacy_url }, { notice: newsPrivacyUrl }),
      details: { asks: newsPrivacyUrl !== null, notice: newsPrivacyUrl },
    });
    return { ok: true };
  });
}
