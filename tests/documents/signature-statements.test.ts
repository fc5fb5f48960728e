import { expect, test } from 'vitest';
import { signatureStatements } from '~/documents/signature-statements';
import type { Locale } from '~/i18n/locale';
import { fixtureSignatories, fixtureSnapshot } from './fixture';

const at = '2025-03-28T20:00:00.000Z';

function lastOf(locale: Locale, withdrawnPeople: number, withdrawnOrganisations = 0) {
  const previousCopy = { at, withdrawnPeople, withdrawnOrganisations };
  return signatureStatements(fixtureSnapshot({ previousCopy }), locale).at(-1);
}

test.each([
  ['en', 1, '1 person has withdrawn from this letter since the copy of 29 March 2025.'],
  ['en', 1204, '1,204 people have withdrawn from this letter since the copy of 29 March 2025.'],
  ['ko', 1, '2025년 3월 29일에 전달한 서한 이후 1명이 서명을 철회했습니다.'],
  ['uk', 1, '29 березня 2025 р., свій підпис відкликала 1 особа.'],
  ['uk', 2, 'свій підпис відкликали 2 особи.'],
  ['uk', 5, 'свій підпис відкликали 5 осіб.'],
  ['uk', 11, 'свій підпис відкликали 11 осіб.'],
  ['uk', 21, 'свій підпис відкликала 21 особа.'],
] as const)('the addressee reads in %s how many people withdrew: %i', (locale, people, words) => {
  expect(lastOf(locale, people)?.replaceAll('\u00a0', ' ')).toContain(words);
});

test.each([
  ['en', 1, '1 organisation has withdrawn'],
  ['en', 2, '2 organisations have withdrawn'],
  ['ko', 2, '2개 단체가 연명을 철회했습니다.'],
  ['uk', 1, 'свою підтримку відкликала 1 організація.'],
  ['uk', 3, 'свою підтримку відкликали 3 організації.'],
  ['uk', 7, 'свою підтримку відкликали 7 організацій.'],
] as const)('and in %s how many organisations: %i', (locale, organisations, words) => {
  expect(lastOf(locale, 0, organisations)?.replaceAll('\u00a0', ' ')).toContain(words);
});

test('nothing is said of withdrawals when there was no copy, or nobody withdrew', () => {
  const plain = signatureStatements(fixtureSnapshot(), 'en');
  const previousCopy = { at, withdrawnPeople: 0, withdrawnOrganisations: 0 };
  expect(signatureStatements(fixtureSnapshot({ previousCopy }), 'en')).toEqual(plain);
  expect(plain.join(' ')).not.toContain('withdrawn');
});

test.each([
  ['en', '142 people have signed this letter.', 'The names are hidden for now'],
  ['ko', '142명이 이 서한에 서명했습니다.', '지금은 이름을 공개하지 않습니다.'],
  ['uk', 'Цей лист підписали 142 особи.', 'Імена наразі приховано'],
] as const)(
  'a public document in %s with hidden names counts all and says why',
  (locale, all, why) => {
    const signatories = fixtureSignatories(0);
    const hidden = { signatories, namesHidden: true, countedOnly: 142, signatureCount: 142 };
    const said = signatureStatements(fixtureSnapshot(hidden), locale);
    expect(said).toEqual([all, expect.stringContaining(why)]);
  },
);
