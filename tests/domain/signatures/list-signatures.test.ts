import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTable, readTablePage, tableBounds } from '~/db/signature-table.server';
import { listPublicSignatories } from '~/domain/signatures/list-public-signatories.server';
import { type ListInput, listSignatures } from '~/domain/signatures/list-signatures.server';
import { signatureSorts, sortDirections } from '~/domain/signatures/signature-list';
import { toTableFilter } from '~/domain/signatures/to-table-filter';
import { addSignature } from '../../support/add-signature';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, slug } from '../../support/letter';

let test$: TestContext;
let letterId: string;
let versionTwo: string;
const hour = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * hour);
/** 23:30 of 1 March in Seoul, and half an hour later. */
const lateOnTheFirst = new Date('2026-03-01T14:30:00Z');
const earlyOnTheSecond = new Date('2026-03-01T15:00:00Z');

beforeAll(async () => {
  test$ = await createTestContext();
  const { ctx } = test$;
  letterId = await createLetter(ctx);
  const otherLetter = await createLetter(ctx, 'another-letter');
  const version = { letter_id: letterId, number: 2, hash: 'b'.repeat(64) };
  const stored = await ctx.db
    .insertInto('letter_versions')
    .values(version)
    .returning('id')
    .executeTakeFirstOrThrow();
  versionTwo = stored.id;
  const texts = await ctx.db
    .selectFrom('letter_texts')
    .innerJoin('letter_versions as v', 'v.id', 'letter_version_id')
    .select(['locale', 'content', 'review'])
    .where('v.letter_id', '=', letterId)
    .execute();
  await ctx.db
    .insertInto('letter_texts')
    .values(
      texts.map((text) => ({
        ...text,
        content: JSON.stringify(text.content),
        letter_version_id: versionTwo,
      })),
    )
    .execute();
  await addSignature(ctx, otherLetter, { name: '김민서', country: 'KR' });
  const add = (given: Parameters<typeof addSignature>[2]) => addSignature(ctx, letterId, given);
  await add({ name: '김민서', country: 'KR', affiliation: '국제 연대', signedAt: lateOnTheFirst });
  await add({ name: '남궁민수', country: 'KR', latinName: 'Namgung Minsu', signedAt: ago(400) });
  await add({ name: 'Олена Ґудзь', country: 'UA', locale: 'uk', source: 'spring-vigil' });
  await add({ name: 'Д’Артаньян Марія', country: 'UA', locale: 'uk', flags: ['fast'] });
  await add({ name: 'ＦＵＬＬ Width', locale: 'en', versionId: versionTwo });
  await add({ name: 'Zoë 100%_sure', locale: 'en', country: 'US', signedAt: earlyOnTheSecond });
  await add({
    name: '이서연',
    visibility: 'letter',
    affiliation: '비밀 모임',
    flags: ['no-proof'],
  });
  await add({ name: '박지훈', visibility: 'counted', signedAt: ago(80), confirmedAt: ago(30) });
  await add({
    name: '최은서',
    state: 'pending',
    signedAt: ago(30),
    email: 'eunseo@people.example',
  });
  await add({ name: '정다운', state: 'pending', signedAt: ago(2) });
  await add({ name: '강하늘', state: 'held', flags: ['watched-name'], signedAt: ago(90) });
  await add({ name: '조용한', state: 'withdrawn' });
  await add({ name: '윤가람', state: 'invalidated' });
});
afterAll(() => test$.drop());

async function list(input: Omit<ListInput, 'slug'> = {}) {
  const found = await listSignatures(test$.ctx, { slug, ...input });
  if (!found.ok) throw new Error(found.reason);
  return found;
}

async function namesWith(filter: ListInput['filter']): Promise<string[]> {
  const { rows, total } = await list({ filter });
  expect(total).toEqual({ count: rows.length, more: false });
  return rows.map(({ name }) => name).reverse();
}

describe('an organiser', () => {
  test('sees the words of public people, and of others the first sign of each word', async () => {
    const { rows, total } = await list();
    expect(total.count).toBe(13);
    expect(rows.map(({ name }) => name).reverse()).toEqual([
      '김민서',
      '남궁민수',
      'Олена Ґудзь',
      'Д’Артаньян Марія',
      'ＦＵＬＬ Width',
      'Zoë 100%_sure',
      '이••',
      '박••',
      '최••',
      '정••',
      '강••',
      '조••',
      '윤••',
    ]);
    const [letterOnly, open] = [rows[6], rows[12]];
    expect([open?.affiliation, letterOnly?.affiliation]).toEqual(['국제 연대', '•••']);
    expect(JSON.stringify(rows)).not.toContain('비밀');
    expect(JSON.stringify(rows)).not.toContain('eunseo@');
  });

  test.each([
    [{ state: 'pending' }, ['최••', '정••']],
    [{ state: 'held' }, ['강••']],
    [{ state: 'pending', older: '24h' }, ['최••']],
    [{ visibility: 'counted' }, ['박••']],
    [{ country: 'UA' }, ['Олена Ґудзь', 'Д’Артаньян Марія']],
    [{ country: 'none', locale: 'en' }, ['ＦＵＬＬ Width']],
    [{ locale: 'en' }, ['ＦＵＬＬ Width', 'Zoë 100%_sure']],
    [{ flag: 'fast' }, ['Д’Артаньян Марія']],
    [{ flag: 'any', state: 'confirmed' }, ['Д’Артаньян Марія', '이••']],
    [{ source: 'spring-vigil' }, ['Олена Ґудзь']],
    [{ source: 'none', country: 'UA' }, ['Д’Артаньян Марія']],
    [{ version: 2 }, ['ＦＵＬＬ Width']],
    [{ version: 3 }, []],
    [{ from: '2026-03-01', to: '2026-03-01' }, ['김민서']],
    [{ from: '2026-03-02', to: '2026-03-02' }, ['Zoë 100%_sure']],
    [{ confirmedOn: '2026-03-01' }, ['김민서']],
    [{ waiting: '1-3', state: 'pending' }, ['최••']],
    [{ waiting: '0-1', state: 'pending' }, ['정••']],
    [{ waiting: '3', state: 'held' }, ['강••']],
    [{ waiting: '1-3', visibility: 'counted' }, ['박••']],
    [{ hidden: 'yes' }, []],
  ] satisfies [ListInput['filter'], string[]][])(
    'narrows the table by %j',
    async (filter, found) => {
      expect(await namesWith(filter)).toEqual(found);
    },
  );

  test.each([
    ['민', ['김민서', '남궁민수']],
    ['민서', ['김민서']],
    ['민서'.normalize('NFD'), ['김민서']],
    ['MINSU', ['남궁민수']],
    ['олен', ['Олена Ґудзь']],
    ['ґудзь', ['Олена Ґудзь']],
    ['о', ['Олена Ґудзь']],
    ["д'арт", ['Д’Артаньян Марія']],
    ['full w', ['ＦＵＬＬ Width']],
    ['100%', ['Zoë 100%_sure']],
    ['%_s', ['Zoë 100%_sure']],
    ['0_', []],
    ['gungu', []],
    ['\\', []],
    ['서연', []],
    ['은서', []],
    ['eunseo@people.example', []],
  ])('finds %s in public names only, whatever the case and script', async (q, found) => {
    expect(await namesWith({ q })).toEqual(found);
    const open = await listPublicSignatories(test$.ctx, { slug, query: q });
    expect(open.ok && open.signatories.map(({ name }) => name).reverse()).toEqual(found);
  });

  test('finds nobody where a name is asked of people who have none in public', async () => {
    expect(await namesWith({ q: '최은서', state: 'pending' })).toEqual([]);
    expect(await namesWith({ q: '이서연', visibility: 'letter' })).toEqual([]);
  });
});

async function everyPage(order: NonNullable<ListInput['order']>, filter: ListInput['filter']) {
  const seen: number[] = [];
  let after: string | undefined;
  do {
    const { next, rows } = await list({ filter, order, after, size: 2 as 50 });
    seen.push(...rows.map(({ number }) => number));
    after = next ?? undefined;
  } while (after);
  return seen;
}

const filters: NonNullable<ListInput['filter']>[] = [
  {},
  { state: 'confirmed' },
  { country: 'UA' },
  { q: '민' },
];
const orders = signatureSorts.flatMap((sort) =>
  sortDirections.map((direction) => ({ sort, direction })),
);

describe('the order of the table', () => {
  test.each(orders)(
    'by $sort, $direction, has everybody once, page by page, and back',
    async (order) => {
      for (const filter of filters) {
        const whole = (await list({ filter, order })).rows.map(({ number }) => number);
        expect(await everyPage(order, filter)).toEqual(whole);
        const first = await list({ filter, order, size: 2 as 50 });
        if (!first.next) continue;
        const second = await list({ filter, order, size: 2 as 50, after: first.next });
        const back = await list({ filter, order, size: 2 as 50, before: second.previous ?? '' });
        expect(back.rows).toEqual(first.rows);
        expect(back.previous).toBeNull();
      }
    },
  );

  test('by name is that of the letter’s language, and of public names only', async () => {
    const { rows, total } = await list({ order: { sort: 'name', direction: 'asc' } });
    expect(total.count).toBe(6);
    expect(rows.map(({ name }) => name)).toEqual([
      'ＦＵＬＬ Width',
      'Zoë 100%_sure',
      'Д’Артаньян Марія',
      'Олена Ґудзь',
      '김민서',
      '남궁민수',
    ]);
  });

  test('is the same whether rows are gathered or walked, and a walk that leads nowhere is given up', async () => {
    const { ctx } = test$;
    const never = { plain: { few: 0, steps: 1 }, search: { few: 0, steps: 1 } };
    for (const { sort, direction } of orders) {
      const order = { sort, descending: direction === 'desc', language: 'en' };
      for (const filter of filters) {
        const asked = toTableFilter(filter, sort, 'Asia/Seoul');
        const read = (bounds: typeof tableBounds) =>
          inTable(ctx.db, (trx) =>
            readTablePage(trx, letterId, asked ?? {}, order, { limit: 5 }, bounds),
          );
        expect((await read(never)).places).toEqual((await read(tableBounds)).places);
      }
    }
  });

  test('keeps its place when somebody signs, and when the last of a page has gone', async () => {
    const { ctx } = test$;
    const order = { sort: 'number', direction: 'desc' } as const;
    const first = await list({ order, size: 2 as 50 });
    const extra = await addSignature(ctx, letterId);
    const second = await list({ order, size: 2 as 50, after: first.next ?? '' });
    await ctx.db
      .deleteFrom('signatures')
      .where('id', '=', second.rows[1]?.id ?? '')
      .execute();
    const third = await list({ order, size: 2 as 50, after: second.next ?? '' });
    const numbers = [first, second, third].flatMap(({ rows }) => rows.map(({ number }) => number));
    expect(new Set(numbers).size).toBe(6);
    expect(numbers).not.toContain(extra.number);
    const back = await list({ order, size: 2 as 50, before: first.next ?? '' });
    expect(back.rows[0]?.number).toBe(extra.number);
    await ctx.db.deleteFrom('signatures').where('id', '=', extra.id).execute();
  });

  test('says a place in an address without a name, and takes one of another order for none', async () => {
    const byName = await list({ order: { sort: 'name', direction: 'asc' }, size: 2 as 50 });
    expect(Buffer.from(byName.next ?? '', 'base64url').toString()).not.toContain('Zo');
    const first = await list();
    for (const after of [byName.next ?? '', 'AAAA', 'x']) {
      expect((await list({ after })).rows).toEqual(first.rows);
    }
  });
});
