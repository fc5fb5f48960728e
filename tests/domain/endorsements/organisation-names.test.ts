import { describe, expect, test } from 'vitest';
import { endorseFormSchema } from '~/domain/endorsements/endorsement';
import { inOrder, namesOf, shownNames } from '~/domain/endorsements/organisation-names';

describe('a reader sees an organisation', () => {
  const shore = {
    organisation: 'ГО «Берег»',
    organisationEn: 'Shore NGO',
    names: { ko: '물가 모임' },
  };

  test.each([
    ['en', 'Shore NGO', 'ГО «Берег»'],
    ['ko', '물가 모임', 'ГО «Берег»'],
    ['uk', 'ГО «Берег»', 'Shore NGO'],
  ] as const)('in %s as %s beside %s', (locale, name, beside) => {
    expect(shownNames(shore, locale)).toEqual({ name, beside });
  });

  test('by one name where all are the same', () => {
    const door = { organisation: 'Open Door', organisationEn: 'Open Door' };
    expect(shownNames(door, 'en')).toEqual({ name: 'Open Door', beside: null });
    expect(shownNames(door, 'ko')).toEqual({ name: 'Open Door', beside: null });
  });
});

describe('organisations stand', () => {
  const named = (organisation: string, names = {}) => ({
    organisation,
    organisationEn: organisation,
    names,
  });

  test('coordinator first, then founders by their place, then the others', () => {
    const list = [
      named('Alpha'),
      { ...named('Beta'), foundingPosition: 2 },
      { ...named('Omega'), coordinator: true, foundingPosition: 9 },
      { ...named('Gamma'), foundingPosition: 1 },
    ];
    const order = inOrder(list, 'en').map(({ organisation }) => organisation);
    expect(order).toEqual(['Omega', 'Gamma', 'Beta', 'Alpha']);
  });

  test('by the alphabet of the language, of the name that is shown in it', () => {
    const list = [
      { ...named('A'), names: { ko: '하늘', uk: 'Ґанок' } },
      { ...named('B'), names: { ko: '가람', uk: 'Дім' } },
      { ...named('C'), names: { ko: '나무', uk: 'Гай' } },
      named('D'),
    ];
    const order = (locale: 'en' | 'ko' | 'uk') =>
      inOrder(list, locale)
        .map(({ organisation }) => organisation)
        .join('');
    expect([order('en'), order('ko'), order('uk')]).toEqual(['ABCD', 'BCAD', 'CABD']);
  });
});

describe('whoever fills in the form', () => {
  const filled = {
    organisation: '모임',
    organisationEn: 'Group',
    country: 'kr',
    website: 'group.example',
    representative: 'Han',
    role: 'Director',
    email: 'han@group.example',
    showRepresentative: 'no',
    authorised: 'on',
  };
  const faultOf = (typed: Record<string, string>) =>
    endorseFormSchema
      .safeParse({ ...filled, ...typed })
      .error?.issues.map(({ path, message }) => `${String(path[0])} ${message}`);

  test('may leave the other names and the statement empty', () => {
    const form = endorseFormSchema.parse({ ...filled, nameKo: ' \u200b', statement: '  ' });
    expect(namesOf(form)).toEqual({});
    expect(form.statement).toBeNull();
  });

  test('gives names that are cleaned as every name is', () => {
    const form = endorseFormSchema.parse({ ...filled, nameUk: '  Гурт\u202e  друзів ' });
    expect(namesOf(form)).toEqual({ uk: 'Гурт друзів' });
    expect(faultOf({ nameUk: 'https://spam.example' })).toEqual(['nameUk text-link']);
    expect(faultOf({ nameKo: '=1+1' })).toEqual(['nameKo name-not-a-name']);
    expect(faultOf({ nameKo: '가'.repeat(101) })).toEqual(['nameKo name-too-long']);
  });

  test('writes one paragraph of 500 characters without links', () => {
    const form = endorseFormSchema.parse({ ...filled, statement: 'One.\r\n\r\n<b>Two</b>.' });
    expect(form.statement).toBe('One. <b>Two</b>.');
    expect(faultOf({ statement: '말'.repeat(500) })).toBeUndefined();
    expect(faultOf({ statement: '말'.repeat(501) })).toEqual(['statement statement-too-long']);
    for (const link of ['www.spam.example', 'See spam.com now', 'Write to me@spam.example']) {
      expect(faultOf({ statement: link }), link).toEqual(['statement text-link']);
    }
    expect(faultOf({ statement: `a${'\u0301'.repeat(9)}` })).toEqual(['statement text-unusable']);
  });
});
