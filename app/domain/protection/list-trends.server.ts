import type { Context } from '~/context.server';
import { listTrendReports, type TrendKind } from '~/db/trend-reports.server';
import { days } from '~/primitives/duration';
import { type SealedTrend, trendSeal } from './trend-report';

export type TrendView = {
  id: number;
  kind: TrendKind;
  label: string;
  signatures: number;
  ofSignatures: number;
  /** When the hour it is about began, ISO 8601 in UTC. */
  hour: string;
};

const most = 5;
const recent = days(2);

/** What was unusual about a letter's signatures in the last two days, newest first, at most five. */
export async function listTrends(ctx: Context, input: { letterId: string }): Promise<TrendView[]> {
  const rows = await listTrendReports(ctx.db, input.letterId, most);
  const since = ctx.clock.now().getTime() - recent;
  return rows
    .filter((row) => row.hour.getTime() >= since)
    .map((row) => ({
      id: row.id,
      kind: row.kind as TrendKind,
      label: ctx.keyring.unseal<SealedTrend>(row.sealed, trendSeal(input.letterId)).label,
      signatures: row.signatures,
      ofSignatures: row.of_signatures,
      hour: row.hour.toISOString(),
    }));
}
