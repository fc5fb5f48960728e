import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listTrendReports } from '~/db/trend-reports.server';
import { limitPolicies } from '~/domain/protection/limit-policy';
import { mailDomainIndex, networkHash } from '~/domain/protection/origin-index.server';
import { purgeOrigins } from '~/domain/protection/purge-origins.server';
import { reportTrends } from '~/domain/protection/report-trends.server';
import { type SealedTrend, trendSeal } from '~/domain/protection/trend-report';
import { sealSignatory, signatureEmailIndex } from '~/domain/signatures/sealed-signatory.server';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter } from '../../support/letter';

let test$: TestContext;
let letterId: string;
let versionId: string;

beforeAll(async () => {
  test$ = await createTestContext();
  const { ctx } = test$;
  letterId = await createLetter(ctx);
  const version = ctx.db
    .selectFrom('letter_versions')
    .select('id')
    .where('letter_id', '=', letterId);
  versionId = (await version.executeTakeFirstOrThrow()).id;
});
beforeEach(async () => {
  await test$.ctx.db.deleteFrom('signatures').execute();
  await test$.ctx.db.deleteFrom('trend_reports').execute();
});
afterAll(() => test$.drop());

/** Signatures that came `hoursAgo` full hours before this one, a minute into the hour. */
async function arrive(
  count: number,
  from: { domain: string; network?: string; hoursAgo?: number },
): Promise<void> {
  const { ctx } = test$;
  const { domain, network, hoursAgo = 1 } = from;
  const ids = Array.from({ length: count }, () => randomUUID());
  const person = { name: 'A', title: null, affiliation: null, comment: null };
  const seenAt = sql<Date>`date_trunc('hour', now()) - ${hoursAgo} * interval '1 hour' + interval '1 minute'`;
  await ctx.db
    .insertInto('signatures')
    .values(
      ids.map((id) => {
        const email = `${id}@${domain}`;
        return {
          id,
          letter_id: letterId,
          letter_version_id: versionId,
          visibility: 'counted',
          locale: 'en',
          email_index: signatureEmailIndex(ctx, letterId, email),
          sealed: sealSignatory(ctx, id, { email, ...person }),
        };
      }),
    )
    .execute();
  await ctx.db
    .insertInto('signature_origins')
    .values(
      ids.map((id) => ({
        signature_id: id,
        letter_id: letterId,
        network_hash: network ? networkHash(ctx, network) : null,
        mail_domain_index: mailDomainIndex(ctx, domain),
        seen_at: seenAt,
      })),
    )
    .execute();
}

async function reports() {
  const { ctx } = test$;
  const rows = await listTrendReports(ctx.db, letterId, 50);
  return rows
    .map(({ kind, sealed, signatures, of_signatures }) => {
      const { label } = ctx.keyring.unseal<SealedTrend>(sealed, trendSeal(letterId));
      return `${kind} ${label} ${signatures}/${of_signatures}`;
    })
    .sort();
}

describe('an organiser', () => {
  test('hears of a domain and a network that brought much of an hour, once', async () => {
    await arrive(30, { domain: 'stuffing.example', network: '203.0.113.9' });
    await arrive(19, { domain: 'quiet.example' });
    expect(await reportTrends(test$.ctx)).toEqual({ reported: 2 });
    expect(await reportTrends(test$.ctx)).toEqual({ reported: 0 });
    expect(await reports()).toEqual([
      'mail-domain stuffing.example 30/49',
      'network one network 30/49',
    ]);
    const { db } = test$.ctx;
    const entries = await db
      .selectFrom('audit_entries')
      .select(['action', 'details'])
      .where('action', '=', 'signatures.trend')
      .execute();
    expect(entries).toHaveLength(2);
    expect(JSON.stringify(entries)).not.toContain('stuffing');
  });

  test('hears of a rise over what is usual, and not of what is always so', async () => {
    for (let hoursAgo = 2; hoursAgo <= 9; hoursAgo += 1) {
      await arrive(20, { domain: 'usual.example', hoursAgo });
      await arrive(2, { domain: 'rising.example', hoursAgo });
    }
    await arrive(25, { domain: 'usual.example' });
    await arrive(25, { domain: 'rising.example' });
    for (let other = 0; other < 40; other += 1) await arrive(2, { domain: `d${other}.example` });
    await reportTrends(test$.ctx);
    expect(await reports()).toEqual(['mail-domain rising.example 25/130']);
  });

  test('does not hear of an hour that is not over, nor of few signatures', async () => {
    await arrive(30, { domain: 'stuffing.example', hoursAgo: 0 });
    await arrive(19, { domain: 'quiet.example' });
    expect(await reportTrends(test$.ctx)).toEqual({ reported: 0 });
  });
});

test('after two days nothing says where a signature came from', async () => {
  const { ctx } = test$;
  await arrive(2, { domain: 'old.example', hoursAgo: 48 });
  await arrive(1, { domain: 'new.example', hoursAgo: 40 });
  const ended = { key: Buffer.from('k'), count: 1, window_ends_at: new Date(Date.now() - 1000) };
  const running = { ...ended, window_ends_at: new Date(Date.now() + limitPolicies.resend.window) };
  await ctx.db
    .insertInto('limit_counters')
    .values([
      { policy: 'ended', ...ended },
      { policy: 'running', ...running },
    ])
    .execute();
  await ctx.db
    .insertInto('used_proofs')
    .values({ hash: Buffer.from('h'), expires_at: new Date(Date.now() - 1000) })
    .execute();
  expect(await purgeOrigins(ctx)).toEqual({ deleted: 4 });
  const left = await ctx.db.selectFrom('signature_origins').select('signature_id').execute();
  expect(left).toHaveLength(1);
  const counters = await ctx.db.selectFrom('limit_counters').select('policy').execute();
  expect(counters).toEqual([{ policy: 'running' }]);
});
