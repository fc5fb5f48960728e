import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  countConfirmed,
  countConfirmedByDay,
  countSignatureGroups,
  countWaitingSignatures,
  listFigures,
} from '~/db/signature-figures.server';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { checkFigures } from '~/domain/figures/check-figures.server';
import { foldFigures } from '~/domain/figures/fold-figures.server';
import { loadInventedSignatures } from '~/domain/signatures/load-invented-signatures.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { days } from '~/primitives/duration';
import * as letterRoute from '~/routes/($locale).letters.$slug._index';
import { loader as statusLoader } from '~/routes/letters.$slug.status[.]json';
import * as overviewRoute from '~/routes/organise.letters.$slug._index';
import * as auditRoute from '~/routes/organise.letters.$slug.audit';
import { createTestContext, type TestContext } from '../support/database';
import { loadContext, openSession } from '../support/desk';
import { createLetter, signForm, slug, waitingMails } from '../support/letter';
import { servePages } from '../support/pages';

const few = 100_000;
const many = Number(process.env.OVERVIEW_SIGNATURES ?? 1_000_000);
const runs = 9;
let test$: TestContext;
let letterId: string;
let session: string;

beforeAll(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  session = await openSession(test$.ctx, 'owner');
});
afterAll(() => test$?.drop());

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Middle and slowest of some runs, after one that is not counted. */
async function median(what: string, work: () => Promise<unknown>): Promise<number> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const begin = performance.now();
    await work();
    times.push(performance.now() - begin);
  }
  times.sort((one, other) => one - other);
  const middle = times[Math.floor(runs / 2)] ?? 0;
  say(`  ${what}: ${middle.toFixed(1)} ms (slowest ${(times.at(-1) ?? 0).toFixed(1)})`);
  return middle;
}

/** Written by SQL: what is sealed cannot be opened, so their numbers put them behind all others. */
async function loadBySql(count: number): Promise<void> {
  for (let from = 0; from < count; from += 100_000) {
    await loadRows(from + 1, Math.min(count, from + 100_000));
  }
  await sql`vacuum analyze signatures`.execute(test$.ctx.db);
}

async function loadRows(first: number, last: number): Promise<void> {
  await test$.ctx.db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = 0`.execute(trx);
    await sql`
    insert into signatures (number, letter_id, letter_version_id, state, visibility, locale, country,
      source, email_index, sealed, public_name, signed_at, confirmed_at)
    select -n, ${letterId}, v.id, state, visibility, locale, country, source,
      decode(md5(n::text), 'hex'), decode(repeat(md5(n::text), 8), 'hex'),
      case when state = 'confirmed' and visibility = 'public' then 'Person ' || n end,
      signed_at, case when state <> 'pending' then signed_at + interval '5 minutes' end
    from letter_versions v, generate_series(${first}::integer, ${last}::integer) n, lateral (
      select (array['confirmed','confirmed','confirmed','confirmed','confirmed','confirmed',
          'confirmed','confirmed','pending','held'])[1 + n % 10] as state,
        (array['public','letter','counted'])[1 + n % 3] as visibility,
        (array['en','ko','uk'])[1 + n % 7 % 3] as locale,
        (array['KR','UA','PL','DE','US','GB','JP','FR',null,'CA','AU','SE'])[1 + n % 12] as country,
        case when n % 5 < 2 then 'partner-' || n % 40
          when n % 5 = 2 then 'utm:newsletter/email/week-' || n % 20 end as source,
        now() - (n % 2592000) * interval '1 second' as signed_at
    ) person
    where v.letter_id = ${letterId}`.execute(trx);
  });
}

/** What was counted for each page before the figures were kept; a busy machine may take its time. */
const before = {
  count: () =>
    sql`select coalesce(sum(people), 0), count(country) from (
      select country, count(*) as people from signatures
      where letter_id = ${letterId} and state = 'confirmed' group by country) c`,
  groups: () =>
    sql`select (select count(*) from (select state, visibility, count(*) from signatures
        where letter_id = ${letterId} group by state, visibility) g),
      (select count(distinct country) from signatures
        where letter_id = ${letterId} and state = 'confirmed')`,
  days: () =>
    sql`select (confirmed_at at time zone 'Asia/Seoul')::date, count(*) from signatures
      where letter_id = ${letterId} and state = 'confirmed'
        and confirmed_at > now() - interval '31 days' group by 1`,
};

function countAnew(what: keyof typeof before): Promise<unknown> {
  return test$.ctx.db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = 0`.execute(trx);
    return before[what]().execute(trx);
  });
}

async function fetchPage(path: string): Promise<void> {
  const pages = servePages(test$.ctx, {
    ':locale?/letters/:slug': letterRoute,
    'organise/letters/:slug': overviewRoute,
    'organise/letters/:slug/audit': auditRoute,
  });
  const answer = await pages(path, { headers: { Cookie: `undersigned=${session}` } });
  expect(answer.status).toBe(200);
  await answer.text();
}

let people = 0;

async function signAndConfirm(): Promise<void> {
  const { ctx } = test$;
  people += 1;
  const email = `bench${people}@people.example`;
  await ctx.db.deleteFrom('messages').execute();
  await signLetter(ctx, { slug, locale: 'en', form: signForm({ email, visibility: 'counted' }) });
  const [mail] = await waitingMails(ctx, 'confirm-signature');
  await confirmToken(ctx, { token: mail?.props.confirmToken ?? '' });
}

async function withoutNoting(work: () => Promise<unknown>): Promise<void> {
  const { db } = test$.ctx;
  await sql`alter table signatures disable trigger user`.execute(db);
  await work();
  await sql`alter table signatures enable trigger user`.execute(db);
  await checkFigures(test$.ctx);
}

async function measure(size: number): Promise<void> {
  const { ctx } = test$;
  const { db } = ctx;
  const of = { letterId, timeZone: 'Asia/Seoul', days: 30 };
  say(`\n${size.toLocaleString('en-GB')} signatures (medians of ${runs})`);
  say(' before: counted for each page');
  await median('public count', () => countAnew('count'));
  await median('groups and countries of the desk', () => countAnew('groups'));
  await median('30 days', () => countAnew('days'));
  say(' after: figures kept');
  await median('public count', () => countConfirmed(db, { letterId, meaning: 1 }));
  await median('groups and countries of the desk', () => countSignatureGroups(db, letterId));
  await median('30 days', () => countConfirmedByDay(db, of));
  await median('countries, languages, sources', () =>
    Promise.all(
      (['country', 'language', 'source'] as const).map((kind) =>
        listFigures(db, { letterId, kind }),
      ),
    ),
  );
  await median('queues by age', () =>
    countWaitingSignatures(db, letterId, { aging: days(1), old: days(3) }),
  );
  say(' pages');
  const overview = await median('overview', () => fetchPage(`/organise/letters/${slug}`));
  await median('audit log', () => fetchPage(`/organise/letters/${slug}/audit`));
  await median('public letter', () => fetchPage(`/letters/${slug}`));
  const request = new Request(`${ctx.publicUrl}/letters/${slug}/status.json`);
  await median('status.json', async () =>
    statusLoader({ request, params: { slug }, context: loadContext(ctx) }),
  );
  say(' signing and confirming');
  await median('with the figures noted', signAndConfirm);
  await withoutNoting(() => median('without', signAndConfirm));
  await median('counting everything anew (every six hours)', () => checkFigures(ctx));
  expect(overview).toBeLessThan(1000);
}

test('the overview of a hundred thousand, and of a million', async () => {
  const { ctx } = test$;
  const loaded = await loadInventedSignatures(ctx, { slug, count: few, seed: 1 });
  expect(loaded.ok).toBe(true);
  await sql`vacuum analyze signatures`.execute(ctx.db);
  say(
    `\nadding up ${few.toLocaleString('en-GB')} loaded ones: ${(await foldFigures(ctx)).folded} rows`,
  );
  await measure(few);
  await loadBySql(many - few);
  const begin = performance.now();
  const { folded } = await foldFigures(ctx);
  say(`\nadding up ${folded} rows: ${Math.round(performance.now() - begin)} ms`);
  await measure(many);
  expect(await checkFigures(ctx)).toEqual({ drift: 0 });
});
