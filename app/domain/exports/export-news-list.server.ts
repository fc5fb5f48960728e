import type { Context } from '~/context.server';
import { lockEndorsement } from '~/db/endorsements.server';
import { findLetterRow } from '~/db/letters.server';
import { countNewsConsents, listNewsConsents } from '~/db/share-links.server';
import { findToken, lockToken, spendToken } from '~/db/tokens.server';
import { hashToken } from '~/primitives/keyring.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { type NewsListEnd, newsListEnd } from '../endorsements/read-news-list.server';
import { unsealSignatory } from '../signatures/sealed-signatory.server';
import { type Cell, exportContentTypes } from './export';

const batch = 2000;
const columns = ['name', 'email', 'locale', 'country', 'consented_at'];

export type NewsListFile = {
  fileName: string;
  contentType: string;
  rows: AsyncIterable<string | Uint8Array>;
};

/**
 * The people who want an organisation's news, as CSV for that organisation alone: `consented_at` is
 * when they confirmed by mail, ISO 8601 in UTC. Uses up the link, and has the number of people in
 * the audit log, before the first byte. Nobody is in it who did not confirm, who took the consent or
 * the signature back, or whose address was erased.
 */
export async function exportNewsList(
  ctx: Context,
  input: { token: string },
): Promise<Result<NewsListFile, NewsListEnd>> {
  const hash = hashToken(input.token);
  const opened = await ctx.db.transaction().execute(async (trx) => {
    const known = await findToken(trx, hash, ['news-list']);
    const row = known?.endorsement_id
      ? await lockEndorsement(trx, known.endorsement_id)
      : undefined;
    const token = await lockToken(trx, hash, ['news-list']);
    if (!token || !row) return { ok: false as const, reason: 'unknown' as const };
    const reason = newsListEnd(token, row.state);
    if (reason) return { ok: false as const, reason };
    await spendToken(trx, hash);
    await recordAudit(trx, {
      actor: { kind: 'system' },
      action: 'endorsement.news-exported',
      letterId: row.letter_id,
      object: { kind: 'endorsement', id: row.id },
      details: { rows: await countNewsConsents(trx, row.id) },
    });
    const letter = await findLetterRow(trx, { id: row.letter_id });
    return { ok: true as const, endorsementId: row.id, slug: letter?.slug ?? 'letter' };
  });
  if (!opened.ok) return opened;
  const { endorsementId, slug } = opened;
  const rows = readRows(ctx, endorsementId);
  return {
    ok: true,
    fileName: `${slug}-news-${ctx.clock.now().toISOString().slice(0, 10)}.csv`,
    contentType: exportContentTypes.csv,
    rows: ctx.press.table('csv', { title: 'News', columns, rows, apart: [] }),
  };
}

async function* readRows(ctx: Context, endorsementId: string): AsyncGenerator<Cell[][]> {
  let after = 0;
  for (;;) {
    const rows = await listNewsConsents(ctx.db, endorsementId, { after, limit: batch });
    yield rows.map((row) => {
      const { name, email } = unsealSignatory(ctx, row);
      return [name, email, row.locale, row.country, row.consented_at.toISOString()];
    });
    after = rows.at(-1)?.number ?? after;
    if (rows.length < batch) return;
  }
}
