import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { checkFigures } from '~/domain/figures/check-figures.server';
import { foldFigures } from '~/domain/figures/fold-figures.server';
import type { OrganiserRole } from '~/domain/organisers/organiser';
import { days, hours } from '~/primitives/duration';
import * as overview from '~/routes/organise.letters.$slug._index';
import * as changes from '~/routes/organise.letters.$slug.changes';
import * as endorsements from '~/routes/organise.letters.$slug.endorsements';
import * as paper from '~/routes/organise.letters.$slug.paper';
import * as signatures from '~/routes/organise.letters.$slug.signatures';
import { createTestContext, type TestContext } from '../support/database';
import { openSession } from '../support/desk';
import { createLetter, slug } from '../support/letter';
import { servePages } from '../support/pages';
import { plantSignatures } from '../support/plant-signatures';
import { plantSharing } from '../support/sharing';

const base = `/organise/letters/${slug}`;
let test$: TestContext;
let ctx: Context;
let letterId: string;
let pages: ReturnType<typeof servePages>;

beforeAll(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  letterId = await createLetter(ctx);
  await createLetter(ctx, 'another-letter');
  await plantCampaign();
  pages = servePages(ctx, {
    'organise/letters/:slug': overview,
    'organise/letters/:slug/signatures': signatures,
    'organise/letters/:slug/endorsements': endorsements,
    'organise/letters/:slug/changes': changes,
    'organise/letters/:slug/paper': paper,
  });
});
afterAll(() => test$.drop());

function ago(span: number): Date {
  return new Date(Date.now() - span);
}

/** A bit of everything that the overview counts, of many ages; one half is added up. */
async function plantCampaign(): Promise<void> {
  for (let n = 0; n < 40; n += 1) {
    await plantSignatures(ctx, letterId, 1 + (n % 3), {
      visibility: (['public', 'letter', 'counted'] as const)[n % 3],
      country: ['KR', 'UA', null, 'PL', 'DE', 'FR', 'US', 'GB', 'JP', 'AU', 'CA', 'SE', 'NO'][
        n % 13
      ],
      locale: ['en', 'ko', 'uk'][n % 3],
      source: [null, 'open-door', 'utm:newsletter/email/week-3', 'withdrawn-one'][n % 4],
      signedAt: ago(days(n) + hours(n % 24)),
    });
    if (n === 20) await foldFigures(ctx);
  }
  await plantSignatures(ctx, letterId, 4, { state: 'pending', signedAt: ago(hours(3)) });
  await plantSignatures(ctx, letterId, 3, { state: 'pending', signedAt: ago(days(2)) });
  await plantSignatures(ctx, letterId, 2, { state: 'pending', signedAt: ago(days(5)) });
  const old = { signedAt: ago(days(6)), state: 'held' } as const;
  await plantSignatures(ctx, letterId, 5, { ...old, confirmedAt: ago(hours(2)) });
  await plantSignatures(ctx, letterId, 1, { ...old, confirmedAt: ago(days(4)) });
  await plantSignatures(ctx, letterId, 2, { state: 'withdrawn' });
  await plantSignatures(ctx, letterId, 1, { state: 'invalidated' });
  const other = await ctx.db
    .selectFrom('letters')
    .select('id')
    .where('slug', '=', 'another-letter')
    .executeTakeFirstOrThrow();
  await plantSignatures(ctx, other.id, 9, { country: 'KR' });
  await plantOrganisations();
}

async function plantOrganisations(): Promise<void> {
  const states = [
    'approved',
    'waiting',
    'waiting',
    'waiting',
    'unconfirmed',
    'declined',
    'approved',
  ];
  for (const [n, state] of states.entries()) {
    const code = n === 0 ? 'open-door' : `organisation-${n}`;
    const { id } = await plantSharing(ctx, letterId, { code });
    const confirmedAt = ago([hours(1), hours(2), days(2), days(9)][n] ?? 0);
    await ctx.db
      .updateTable('endorsements')
      .set({ state, confirmed_at: confirmedAt, ...(n > 0 ? { share_code: null } : {}) })
      .where('id', '=', id)
      .execute();
    if (state !== 'approved') continue;
    await sql`insert into endorsement_changes
      (endorsement_id, organisation, organisation_en, logo, asked_at)
      values (${id}, 'New name', 'New name', 'keep', ${ago(n === 0 ? days(4) : hours(1))})`.execute(
      ctx.db,
    );
  }
}

async function open(session: string, path: string): Promise<string> {
  const answer = await pages(path, { headers: { Cookie: `undersigned=${session}` } });
  expect(answer.status, path).toBe(200);
  return (await answer.text()).replaceAll('<!-- -->', '');
}

function figuresOf(html: string): { count: number; to: string }[] {
  return [...html.matchAll(/<a\b[^>]*data-count="(\d+)"[^>]*>/g)].map(([tag, count]) => ({
    count: Number(count),
    to: (/href="([^"]*)"/.exec(tag)?.[1] ?? '').replaceAll('&amp;', '&'),
  }));
}

function numberIn(html: string, pattern: RegExp): number {
  return Number(pattern.exec(html)?.[1]?.replaceAll(',', '') ?? Number.NaN);
}

/** What a page says it holds in all. */
function totalOf(html: string): number {
  const said = numberIn(
    html,
    /<strong>([\d,]+)(?: on paper|<\/strong>\s*(?:signature|organisation|change))/,
  );
  if (!Number.isNaN(said)) return said;
  return numberIn(html, /(?:of )?([\d,]+) waiting/);
}

describe('an owner who looks at the overview', () => {
  test('finds behind every figure the list that has as many rows', async () => {
    const session = await openSession(ctx, 'owner');
    const html = await open(session, base);
    const figures = figuresOf(html);
    expect(figures.length).toBeGreaterThan(60);
    for (const { count, to } of figures) {
      if (to.endsWith('#countries')) {
        const named = [...html.matchAll(/state=confirmed&amp;country=([A-Z]{2})"/g)];
        expect([to, new Set(named.map(([, code]) => code)).size]).toEqual([to, count]);
        continue;
      }
      expect([to, totalOf(await open(session, to))]).toEqual([to, count]);
    }
    const kinds = ['country=', 'without=country', 'language=', 'source=open-door', 'source=utm'];
    for (const kind of [...kinds, 'without=source', 'confirmedOn=', 'state=held&waiting=3']) {
      expect(
        figures.some(({ to }) => to.includes(kind)),
        kind,
      ).toBe(true);
    }
    expect(figures.filter(({ to }) => to.startsWith(`${base}/changes?waiting`))).toHaveLength(2);
    expect(await checkFigures(ctx)).toEqual({ drift: 0 });
  });

  test('reads a month as a small picture with a name, and as a table', async () => {
    const html = await open(await openSession(ctx, 'owner'), base);
    const [svg = ''] = /<svg[\s\S]*?<\/svg>/.exec(html) ?? [];
    expect(svg.length).toBeGreaterThan(100);
    expect(svg.length).toBeLessThan(5000);
    expect(svg).toMatch(/role="img" aria-labelledby="days-title"/);
    expect(svg).toMatch(/<title id="days-title">Confirmed each day, .* in all, most on /);
    expect(svg).not.toMatch(/<script|style=|fill="/);
    const [table = ''] = /<table[^>]*><caption id="days">[\s\S]*?<\/table>/.exec(html) ?? [];
    expect(table.match(/<tr>/g)).toHaveLength(31);
    const shown = figuresOf(table).reduce((sum, { count }) => sum + count, 0);
    expect(svg).toContain(`${shown} people in all`);
  });

  test('reads whose own link people came by, and what campaigns said', async () => {
    const html = await open(await openSession(ctx, 'owner'), base);
    expect(html).toContain('Organisation open-door (own link)');
    expect(html).toContain('Campaign: newsletter / email / week-3');
    expect(html).toContain('Own link withdrawn-one');
    expect(html).toContain('no link that says from where');
  });
});

test.each<OrganiserRole>(['editor', 'translator', 'deliverer'])(
  'a %s sees the same figures, and no link that would refuse them',
  async (role) => {
    const session = await openSession(ctx, role);
    const html = await open(session, base);
    expect(figuresOf(html).map(({ to }) => to)).toEqual([`${base}#countries`]);
    expect(html).not.toContain('What was done last');
    expect(html).toMatch(/confirmed people/);
  },
);

describe('a list that a figure led to', () => {
  test('says what it leaves out, and keeps that while filtering further', async () => {
    const session = await openSession(ctx, 'owner');
    const html = await open(session, `${base}/signatures?state=pending&waiting=1-3&language=en`);
    expect(html).toContain('only those signed in English and waiting for 1 to 3 days');
    expect(html).toContain('<option value="1-3" selected="">');
    expect(html).toContain('<option value="en" selected="">');
  });

  test.each([
    'confirmedOn=2026-02-31',
    'confirmedOn=yesterday',
    'waiting=9',
    'source=%00',
    'source=<script>',
    'without=email',
    'language=xx',
  ])('takes %s for nothing', async (query) => {
    const session = await openSession(ctx, 'owner');
    const [odd, plain] = [
      await open(session, `${base}/signatures?${query}`),
      await open(session, `${base}/signatures`),
    ];
    expect(totalOf(odd)).toBe(totalOf(plain));
    expect(odd).not.toContain('Shown are only');
  });
});
