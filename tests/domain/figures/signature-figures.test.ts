import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  countConfirmed,
  countConfirmedByDay,
  foldSignatureChanges,
} from '~/db/signature-figures.server';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { checkFigures } from '~/domain/figures/check-figures.server';
import { foldFigures } from '~/domain/figures/fold-figures.server';
import { readDeskCounts } from '~/domain/letters/read-desk-counts.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, signForm, slug, waitingMails } from '../../support/letter';
import { plantSignatures } from '../../support/plant-signatures';

let test$: TestContext;
let letterId: string;
let otherId: string;

beforeAll(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  otherId = await createLetter(test$.ctx, 'another-letter');
});
beforeEach(async () => {
  await test$.ctx.db.deleteFrom('messages').execute();
  await test$.ctx.db.deleteFrom('signatures').execute();
});
afterAll(() => test$.drop());

/** The figures as they are stored and noted, and as counting every signature gives them. */
async function toldAndTrue() {
  const { db } = test$.ctx;
  const told = await sql`select letter_id, kind, value, people from signature_counts
    order by 1, 2, 3`.execute(db);
  const counted = await sql`
    select letter_id, kind, value, count(*) as people from (
      select letter_id, 'state' as kind, state || '/' || visibility as value from signatures
      union all select letter_id, 'text', meaning || '/' || first_meaning || '/' || coalesce(country, '')
        from signatures where state = 'confirmed'
      union all select letter_id, 'country', coalesce(country, '') from signatures
        where state = 'confirmed'
      union all select letter_id, 'language', locale from signatures where state = 'confirmed'
      union all select letter_id, 'source', coalesce(source, '') from signatures
        where state = 'confirmed'
      union all select letter_id, 'quarter-hour', to_char(date_trunc('hour', at)
        + floor(extract(minute from at) / 15) * interval '15 minutes', 'YYYY-MM-DD"T"HH24:MI"Z"')
        from (select *, confirmed_at at time zone 'UTC' as at from signatures) s
        where state = 'confirmed'
    ) counted group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return { told: told.rows, true: counted.rows };
}

async function expectTrueFigures(): Promise<void> {
  const figures = await toldAndTrue();
  expect(figures.told).toEqual(figures.true);
}

function numbers(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

describe('the figures of a letter', () => {
  test('are true after any change to its signatures, folded or not', async () => {
    const { ctx } = test$;
    const pick = numbers(7);
    const countries = ['KR', 'UA', null] as const;
    const states = ['pending', 'held', 'confirmed'] as const;
    for (let round = 0; round < 12; round += 1) {
      await plantSignatures(ctx, pick(2) ? letterId : otherId, 1 + pick(30), {
        state: states[pick(3)],
        visibility: pick(2) ? 'letter' : 'counted',
        country: countries[pick(3)],
        locale: pick(2) ? 'ko' : 'uk',
        source: pick(2) ? 'open-door' : null,
        signedAt: new Date(Date.UTC(2026, 10, 1 + pick(20), pick(24), pick(60))),
      });
      const some = sql`number % 5 = ${pick(5)}`;
      const change = [
        sql`update signatures set state = 'withdrawn', withdrawn_at = now() where ${some}`,
        sql`update signatures set state = 'confirmed', confirmed_at = now() where ${some}`,
        sql`update signatures set country = 'PL', visibility = 'letter' where ${some}`,
        sql`update signatures set source = source where ${some}`,
        sql`delete from signatures where ${some}`,
      ][pick(5)];
      await change?.execute(ctx.db);
      await expectTrueFigures();
      await ctx.db.transaction().execute((trx) => foldSignatureChanges(trx, 1 + pick(9)));
      await expectTrueFigures();
    }
    expect((await foldFigures(ctx)).folded).toBeGreaterThan(0);
    await expectTrueFigures();
    expect(await sql`select from signature_changes`.execute(ctx.db)).toMatchObject({ rows: [] });
    expect(await checkFigures(ctx)).toEqual({ drift: 0 });
  });

  test('have a person from the moment they confirm, while others are added up', async () => {
    const { ctx } = test$;
    let ended = false;
    const seen: boolean[] = [];
    async function addUp(): Promise<void> {
      while (!ended) await foldFigures(ctx);
    }
    async function come(n: number): Promise<void> {
      const form = signForm({ email: `person${n}@people.example`, visibility: 'counted' });
      await signLetter(ctx, { slug, locale: 'en', form });
      const mails = await waitingMails(ctx, 'confirm-signature');
      const mail = mails.find(({ to }) => to === `person${n}@people.example`);
      const before = (await countConfirmed(ctx.db, { letterId, meaning: 1 })).signatures;
      await confirmToken(ctx, { token: mail?.props.confirmToken ?? '' });
      seen.push((await countConfirmed(ctx.db, { letterId, meaning: 1 })).signatures > before);
    }
    const folders = [addUp(), addUp()];
    await Promise.all(Array.from({ length: 12 }, (_, n) => come(n)));
    ended = true;
    await Promise.all(folders);
    expect(seen).toEqual(Array.from({ length: 12 }, () => true));
    expect(await countConfirmed(ctx.db, { letterId, meaning: 1 })).toMatchObject({
      signatures: 12,
    });
    expect(await checkFigures(ctx)).toEqual({ drift: 0 });
    await expectTrueFigures();
  });

  test('are empty again when all signatures are gone at once', async () => {
    await plantSignatures(test$.ctx, letterId, 3);
    await sql`truncate signatures cascade`.execute(test$.ctx.db);
    await expectTrueFigures();
    expect(await countConfirmed(test$.ctx.db, { letterId, meaning: 1 })).toMatchObject({
      signatures: 0,
      countries: 0,
    });
  });

  test('put a confirmation on the day that the letter’s zone has', async () => {
    const { ctx } = test$;
    // Today in Kathmandu, whose days begin at a quarter past an hour of UTC.
    const { rows } = await sql<{ begins: Date }>`
      select (now() at time zone 'Asia/Kathmandu')::date::timestamp at time zone 'Asia/Kathmandu'
        as begins`.execute(ctx.db);
    const begins = rows[0]?.begins.getTime() ?? 0;
    await plantSignatures(ctx, letterId, 2, { signedAt: new Date(begins) });
    await plantSignatures(ctx, letterId, 3, { signedAt: new Date(begins - 1) });
    const zone = { letterId, timeZone: 'Asia/Kathmandu', days: 30 };
    const days = await countConfirmedByDay(ctx.db, zone);
    expect(days).toHaveLength(30);
    expect(days.slice(-2).map(({ people }) => people)).toEqual([3, 2]);
  });

  test('that somebody made wrong behind the application are mended, and organisers are told', async () => {
    const { ctx } = test$;
    await plantSignatures(ctx, letterId, 4, { country: 'KR' });
    await sql`alter table signatures disable trigger signatures_noted_delete`.execute(ctx.db);
    await ctx.db.deleteFrom('signatures').where('country', '=', 'KR').execute();
    await sql`alter table signatures enable trigger signatures_noted_delete`.execute(ctx.db);
    const logged: unknown[] = [];
    const log = { ...ctx.log, error: (entry: unknown) => logged.push(entry) };
    // Four people in each of six kinds.
    expect(await checkFigures({ ...ctx, log: log as unknown as typeof ctx.log })).toEqual({
      drift: 24,
    });
    expect(logged).toEqual([{ event: 'figures-drift', letterId, drift: 24 }]);
    await expectTrueFigures();
    expect(await checkFigures(ctx)).toEqual({ drift: 0 });
    const entries = await ctx.db
      .selectFrom('audit_entries')
      .select(['letter_id', 'details'])
      .where('action', '=', 'figures.mended')
      .execute();
    expect(entries).toEqual([{ letter_id: letterId, details: { drift: 24 } }]);
    expect(await readDeskCounts(ctx, letterId)).toMatchObject({ confirmed: 0, countries: 0 });
  });
});
