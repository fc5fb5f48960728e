import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { findSignature } from '~/db/signatures.server';
import {
  countVolumes,
  hasTrendReport,
  insertTrendReport,
  lastFullHour,
  listOriginGroups,
  type TrendKind,
} from '~/db/trend-reports.server';
import { recordAudit } from '../audit/record-audit.server';
import { unsealSignatory } from '../signatures/sealed-signatory.server';
import { unusualVolume } from './limit-policy';
import { mailDomainOf } from './origin-index.server';
import { isTrend, type SealedTrend, trendRules, trendSeal } from './trend-report';

type Trend = {
  letterId: string;
  kind: TrendKind;
  label: string;
  signatures: number;
  ofSignatures: number;
};

/**
 * Tells the organisers of each open letter which networks and mail domains brought unusually many
 * signatures in the last full hour, and when the letter as a whole got more than 6,000: a report
 * each and an entry in the audit log, once an hour however often it runs. Refuses and holds nobody.
 */
export async function reportTrends(ctx: Context): Promise<{ reported: number }> {
  const hour = await lastFullHour(ctx.db);
  const found = await findTrends(ctx, hour);
  let reported = 0;
  for (const letterId of new Set(found.map((trend) => trend.letterId))) {
    const trends = found.filter((trend) => trend.letterId === letterId);
    reported += await ctx.db.transaction().execute(async (trx) => {
      if (await hasTrendReport(trx, { letterId, hour })) return 0;
      for (const trend of trends) await store(ctx, trx, hour, trend);
      return trends.length;
    });
  }
  return { reported };
}

async function findTrends(ctx: Context, hour: Date): Promise<Trend[]> {
  const trends: Trend[] = [];
  for (const { letter_id: letterId, signatures } of await countVolumes(ctx.db, hour)) {
    if (signatures <= unusualVolume) continue;
    const label = 'all signatures';
    trends.push({ letterId, kind: 'volume', label, signatures, ofSignatures: signatures });
  }
  const groups = await listOriginGroups(ctx.db, { hour, atLeast: trendRules.atLeast });
  for (const group of groups.filter(isTrend)) {
    const { letter_id: letterId, kind, signatures, of_signatures: ofSignatures } = group;
    const label = kind === 'network' ? 'one network' : await nameDomain(ctx, group.sample_id);
    trends.push({ letterId, kind, label, signatures, ofSignatures });
  }
  return trends;
}

/** The domain's name is stored nowhere but in the signatures themselves. */
async function nameDomain(ctx: Context, signatureId: string): Promise<string> {
  const row = await findSignature(ctx.db, signatureId);
  const email = row ? unsealSignatory(ctx, row).email : '';
  return email ? mailDomainOf(email) : 'one mail domain';
}

async function store(ctx: Context, trx: Transaction, hour: Date, trend: Trend): Promise<void> {
  const { letterId, kind, label, signatures, ofSignatures } = trend;
  const content: SealedTrend = { label };
  const sealed = ctx.keyring.seal(content, trendSeal(letterId));
  await insertTrendReport(trx, { letterId, kind, sealed, signatures, ofSignatures, hour });
  await recordAudit(trx, {
    actor: { kind: 'system' },
    action: 'signatures.trend',
    letterId,
    details: { kind, signatures, ofSignatures, hour: hour.toISOString() },
  });
}
