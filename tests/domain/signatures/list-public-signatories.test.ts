import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertSignatures } from '~/db/signatures.server';
import { findLetter } from '~/domain/letters/find-letter.server';
import { hideNames } from '~/domain/letters/hide-names.server';
import { takeSnapshot } from '~/domain/letters/take-snapshot.server';
import { listPublicSignatories } from '~/domain/signatures/list-public-signatories.server';
import {
  publicColumns,
  sealSignatory,
  signatureEmailIndex,
} from '~/domain/signatures/sealed-signatory.server';
import type { Locale } from '~/i18n/locale';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, slug } from '../../support/letter';

/** In an order that is neither of the three. */
const names = [
  'Яків Іваненко',
  'Ґудзь Олена',
  'Zoe Young',
  '하늘',
  'Їжакевич Ія',
  'Дмитро Дід',
  '김민서',
  'Alice Ångström',
  'Єва Ель',
  '남궁민수',
  'Гаврило Гак',
  'Іван Ївга',
  '가람',
  'Ель Жук',
  'Émile Zola',
  'Жанна Ір',
  '나비',
  'Йосип Ко',
];
const latinOrder = ['Alice Ångström', 'Émile Zola', 'Zoe Young'];
const koreanOrder = ['가람', '김민서', '나비', '남궁민수', '하늘'];
const ukrainianOrder = [
  'Гаврило Гак',
  'Ґудзь Олена',
  'Дмитро Дід',
  'Ель Жук',
  'Єва Ель',
  'Жанна Ір',
  'Іван Ївга',
  'Їжакевич Ія',
  'Йосип Ко',
  'Яків Іваненко',
];

let test$: TestContext;

async function addPeople(people: { name: string; latinName?: string; visibility?: string }[]) {
  const { ctx } = test$;
  const found = await findLetter(ctx, { slug });
  if (!found.ok) throw new Error('no letter');
  const { letter } = found;
  const rows = people.map(({ name, latinName = null, visibility = 'public' }) => {
    const id = randomUUID();
    const rest = { title: null, affiliation: null, comment: null };
    const person = { name, email: `${id}@people.example`, latinName, ...rest };
    return {
      id,
      letter_id: letter.id,
      letter_version_id: letter.version.id,
      state: 'confirmed',
      visibility,
      locale: 'ko',
      email_index: signatureEmailIndex(ctx, letter.id, person.email),
      sealed: sealSignatory(ctx, id, person),
      ...publicColumns('confirmed', visibility as 'public', person),
    };
  });
  await ctx.db.transaction().execute((trx) => insertSignatures(trx, rows));
}

async function list(input: Partial<Parameters<typeof listPublicSignatories>[1]> = {}) {
  const listed = await listPublicSignatories(test$.ctx, { slug, ...input });
  if (!listed.ok) throw new Error(listed.reason);
  return listed;
}

async function allPages(input: Parameters<typeof list>[0]) {
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const { signatories, next } = await list({ ...input, after });
    seen.push(...signatories.map(({ name }) => name));
    after = next ?? undefined;
  } while (after);
  return seen;
}

async function annex(locale: Locale, audience: 'public' | 'addressee') {
  const { letter } = await list();
  const { snapshot } = await takeSnapshot(test$.ctx, letter, audience, locale);
  return snapshot.signatories.map(({ name }) => name);
}

const orders: [Locale, string[]][] = [
  ['ko', [...koreanOrder, ...latinOrder, ...ukrainianOrder]],
  ['uk', [...ukrainianOrder, ...latinOrder, ...koreanOrder]],
  ['en', [...latinOrder, ...ukrainianOrder, ...koreanOrder]],
];

describe('a reader', () => {
  beforeAll(async () => {
    test$ = await createTestContext();
    await createLetter(test$.ctx);
    await addPeople(names.map((name) => ({ name })));
  });
  afterAll(() => test$.drop());

  test.each(orders)('finds the names in the order of the alphabet of %s', async (locale, order) => {
    expect(await allPages({ sort: 'name', locale })).toEqual(order);
    expect(await allPages({ sort: 'name', locale, limit: 1 })).toEqual(order);
    expect(await allPages({ sort: 'name', locale, limit: 4 })).toEqual(order);
    expect(await annex(locale, 'public')).toEqual(order);
    expect(await annex(locale, 'addressee')).toEqual(order);
  });

  test('finds the newest first without asking, page by page', async () => {
    expect(await allPages({ limit: 5 })).toEqual(names.toReversed());
  });

  test('goes on to the right page when the last person of this one has withdrawn meanwhile', async () => {
    const { signatories, next } = await list({ sort: 'name', locale: 'uk', limit: 2 });
    const last = signatories.at(-1);
    const trx = test$.ctx.db;
    const gone = { state: 'withdrawn', public_name: null, public_latin_name: null };
    await trx.updateTable('signatures').set(gone).where('id', '=', String(last?.id)).execute();
    const following = await list({ sort: 'name', locale: 'uk', limit: 1, after: next ?? '' });
    expect(following.signatories[0]?.name).toBe('Дмитро Дід');
    const back = { state: 'confirmed', public_name: String(last?.name) };
    await trx.updateTable('signatures').set(back).where('id', '=', String(last?.id)).execute();
  });

  test('reads no name in the address of the next page, and garbage there is the beginning', async () => {
    const { next } = await list({ sort: 'name', locale: 'ko', limit: 1 });
    expect(Buffer.from(next ?? '', 'base64url').toString()).not.toContain('가람');
    for (const after of ['x', '5', `x${next}`, 'AAAA', '']) {
      const { signatories } = await list({ sort: 'name', locale: 'ko', limit: 1, after });
      expect(signatories[0]?.name).toBe('가람');
    }
    expect((await list({ after: next ?? '' })).signatories[0]?.name).toBe('Йосип Ко');
  });

  test.each([
    ['민', ['남궁민수', '김민서']],
    ['민'.normalize('NFD'), ['남궁민수', '김민서']],
    ['김', ['김민서']],
    ['ґудзь', ['Ґудзь Олена']],
    ['ЇЖАК', ['Їжакевич Ія']],
    ['émile', ['Émile Zola']],
    ['%', []],
    ['_', []],
    ['\\', []],
  ])('finds part of a name: %s', async (query, found) => {
    const { signatories } = await list({ query });
    expect(signatories.map(({ name }) => name)).toEqual(found);
  });
});

describe('a person', () => {
  beforeAll(async () => {
    test$ = await createTestContext();
    await createLetter(test$.ctx);
    await addPeople([
      { name: '김민서', latinName: 'Kim Minseo' },
      { name: '이서연', latinName: 'Lee Seoyeon', visibility: 'letter' },
      { name: '박지훈', visibility: 'counted' },
    ]);
  });
  afterAll(() => test$.drop());

  test('is found by the Latin spelling only when public, and stands with it in list and annex', async () => {
    const { signatories } = await list({ query: 'minseo' });
    expect(signatories).toMatchObject([{ name: '김민서', latinName: 'Kim Minseo' }]);
    expect((await list({ query: 'seoyeon' })).signatories).toEqual([]);
    const { letter } = await list();
    const { snapshot } = await takeSnapshot(test$.ctx, letter, 'addressee', 'ko');
    const latin = snapshot.signatories.map(({ name, latinName }) => [name, latinName]);
    expect(latin).toEqual([
      ['김민서', 'Kim Minseo'],
      ['이서연', 'Lee Seoyeon'],
    ]);
  });

  test('gave no minute and no country: the list has the day, and no country', async () => {
    const { signatories } = await list();
    expect(signatories[0]?.signedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(signatories[0]?.country).toBeNull();
    expect(Object.values(signatories[0] ?? {}).join()).not.toMatch(/\d\d:\d\d/);
  });

  test('is not listed but counted while names are hidden; the addressee still has all', async () => {
    await hideNames(test$.ctx, { slug, actor: { kind: 'operator' } });
    for (const sort of ['newest', 'name'] as const) {
      const { signatories, next, countries, letter } = await list({ sort });
      expect({ signatories, next, countries }).toEqual({
        signatories: [],
        next: null,
        countries: [],
      });
      expect(letter.counts.signatures).toBe(3);
    }
    expect(await annex('ko', 'public')).toEqual([]);
    expect(await annex('ko', 'addressee')).toEqual(['김민서', '이서연']);
  });
});
