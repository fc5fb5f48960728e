import { afterAll, beforeAll, expect, test } from 'vitest';
import { previewExport } from '~/domain/exports/preview-export.server';
import { streamExport } from '~/domain/exports/start-export.server';
import { listSignatures } from '~/domain/signatures/list-signatures.server';
import type { SignatureListFilter, SignatureSort } from '~/domain/signatures/signature-list';
import { addSignature } from '../../support/add-signature';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, slug } from '../../support/letter';

const actor = { kind: 'operator' } as const;
let test$: TestContext;

beforeAll(async () => {
  test$ = await createTestContext();
  const { ctx } = test$;
  const letterId = await createLetter(ctx);
  const names = ['김민서', 'Ґудзь Єва', 'O’Brien 100%', 'Ann_Lee', 'Taras'];
  const states = ['confirmed', 'confirmed', 'pending', 'held', 'withdrawn'] as const;
  const visibilities = ['public', 'letter', 'counted'] as const;
  for (let n = 0; n < 60; n += 1) {
    await addSignature(ctx, letterId, {
      name: names[n % 5],
      state: states[n % 5 === 0 ? 0 : n % 4],
      visibility: visibilities[n % 3],
      country: ['KR', 'UA', null][n % 3] ?? null,
      locale: ['ko', 'uk', 'en'][n % 3] ?? 'en',
      source: n % 7 === 0 ? "it's" : null,
      flags: n % 6 === 0 ? ['fast'] : [],
      signedAt: new Date(Date.UTC(2026, 1, 1 + (n % 20), 15)),
    });
  }
});
afterAll(() => test$.drop());

const views: [SignatureListFilter, SignatureSort?][] = [
  [{}],
  [{ state: 'confirmed' }],
  [{ visibility: 'letter', country: 'UA' }],
  [{ country: 'none', locale: 'en' }],
  [{ flag: 'any' }],
  [{ flag: 'fast', state: 'held' }],
  [{ source: "it's" }],
  [{ source: 'none', version: 1 }],
  [{ version: 2 }],
  [{ from: '2026-02-03', to: '2026-02-09' }],
  [{ confirmedOn: '2026-02-05' }],
  [{ older: '24h' }],
  [{ waiting: '3' }],
  [{ hidden: 'yes' }],
  [{ q: '민서' }],
  [{ q: '100%' }],
  [{ q: 'n_l' }],
  [{ q: "'; drop table signatures; --" }],
  [{ q: 'ґудзь', state: 'pending' }],
  [{}, 'name'],
  [{ country: 'KR' }, 'name'],
];

async function numbersOf(filter: SignatureListFilter, sort: SignatureSort) {
  const numbers: number[] = [];
  let after: string | undefined;
  let count = -1;
  do {
    const order = { sort, direction: 'asc' } as const;
    const page = await listSignatures(test$.ctx, { slug, filter, order, after });
    if (!page.ok) throw new Error(page.reason);
    numbers.push(...page.rows.map(({ number }) => number));
    count = Math.max(count, page.total.count);
    after = page.next ?? undefined;
  } while (after);
  return { numbers: numbers.sort((one, other) => one - other), count };
}

test.each(views)(
  'the table and its export find the same signatures: %j %s',
  async (filter, sort = 'number') => {
    const shown = await numbersOf(filter, sort);
    const view = { filter, sort };
    const asked = { slug, what: 'signatures', format: 'jsonl', timeZone: 'UTC', view } as const;
    const preview = await previewExport(test$.ctx, { ...asked, preset: 'full' });
    if (!preview.ok) throw new Error(preview.reason);
    const made = await streamExport(test$.ctx, { ...asked, preset: 'full', actor });
    if (!made.ok) throw new Error(made.reason);
    let text = '';
    for await (const piece of made.rows) text += piece.toString();
    const exported = text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line).number as number);
    expect(exported).toEqual(shown.numbers);
    expect([shown.count, preview.rowCount, made.rowCount]).toEqual(
      Array(3).fill(shown.numbers.length),
    );
  },
);

test('of a view, the public file has only whom the public list names', async () => {
  const view = { filter: { country: 'KR' }, sort: 'number' } as const;
  for (const preset of ['public', 'letter'] as const) {
    const made = await streamExport(test$.ctx, {
      ...{ slug, what: 'signatures', preset, format: 'jsonl', view, actor },
    });
    if (!made.ok) throw new Error(made.reason);
    let text = '';
    for await (const piece of made.rows) text += piece.toString();
    const rows = text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    expect(rows.length).toBe(made.rowCount);
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ visibility }) => visibility))).toEqual(new Set(['public']));
    expect(new Set(rows.map(({ country }) => country))).toEqual(new Set(['KR']));
  }
});
