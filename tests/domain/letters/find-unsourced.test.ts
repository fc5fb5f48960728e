import { describe, expect, test } from 'vitest';
import type { BackgroundDraft } from '~/domain/letters/background-draft';
import { backgroundDraftSchema } from '~/domain/letters/background-draft';
import { findFigures } from '~/domain/letters/find-figures';
import { findUnsourced } from '~/domain/letters/find-unsourced';
import { locales } from '~/i18n/locale';
import { sampleCampaign } from '~/sample/sample-campaign';

describe('a figure is', () => {
  test.each([
    ['between 10,000 and 12,000 troops', ['10,000', '12,000']],
    ['від 10 000 до 12 000 військових', ['10 000', '12 000']],
    ['понад 3\u00a0000 військових', ['3\u00a0000']],
    ['1만 2천 명을 보냈습니다', ['1', '2']],
    ['약5억 4,000만 미국 달러', ['5', '4,000']],
    ['about USD 540 million in 2023', ['540']],
    ['5,4 млн гривень', ['5,4']],
    ['7 million people', ['7']],
    ['3 % of them', ['3']],
    ['5퍼센트', ['5']],
    ['$5 for each', ['5']],
    ['₩9를 냈습니다', ['9']],
    ['by January 2025 more than 300 had died', ['300']],
    ['2000 soldiers and 2024명', ['2000', '2024']],
    ['Article 118 and 45 people', ['45']],
    ['Under Article 118, 10,000 people', ['10,000']],
    ['Затримано 25 осіб', ['25']],
    ['포로 12명과 30일', ['12', '30']],
    ['118조 원', ['118']],
  ])('in “%s”: %j', (text, figures) => {
    expect(findFigures(text)).toEqual(figures);
  });

  test.each([
    'Article 118 of the Third Convention',
    'Articles 13 and 118',
    'Security Council Resolution 1874 of 12 June 2009',
    'since June 2024, on June 12, 2024 and on 12–14 June',
    'on 2024-06-12 at 14:30',
    'in the 1990s, 2024–25 and from 2024 to 2025',
    'the 38th parallel in the 21st century',
    'two of the nine, after 7 days',
    'as said there[^unscr-1874] and [here](https://example.org/2024/12345)',
    'an F-16, COVID-19 and S/RES/1874(2009)',
    '2024년 6월 12일',
    '제네바협약 제45조 및 제118조',
    '결의 제1874호와 결의 2397호',
    '6·25전쟁 이후 9개 단체가 병사 2명을',
    '21세기의 38선',
    'згідно зі статтею 118 і статті 45',
    'статті 13 і 118, ст. 45',
    'Резолюція Ради Безпеки ООН 1874 від 12 червня 2009 року',
    'у червні 2024 року, 38-ма паралель, 90-х років',
    'через 7 днів',
  ])('not in “%s”', (text) => {
    expect(findFigures(text)).toEqual([]);
  });

  test('found at once in a long and hostile text', () => {
    const began = performance.now();
    for (const piece of ['Article 1 ', '1 ', 'Resolution Of The ', '제1', '1,']) {
      findFigures(piece.repeat(5000 / piece.length));
    }
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

function written(given: Partial<Record<keyof BackgroundDraft, unknown>>): BackgroundDraft {
  return backgroundDraftSchema.parse({ sources: [{ id: 'report', title: 'R' }], ...given });
}

describe('a background', () => {
  test.each(locales)('of the sample in %s has a source for each figure', (locale) => {
    expect(
      findUnsourced(backgroundDraftSchema.parse(sampleCampaign.backgroundTexts[locale])),
    ).toEqual([]);
  });

  test('names each field with a figure and no source, by its control', () => {
    const background = written({
      introduction: 'They sent 10,000.',
      sections: [{ paragraphs: ['Sourced: 300.[^report]', 'Not: 400.'] }],
      timeline: [{ text: '1만 명' }, { text: '3 000', sourceId: 'report' }, { text: 'No figure' }],
      questions: [{ answer: ['5,4 млн', 'In June 2024'] }],
    });
    expect(findUnsourced(background).map(({ field, words }) => [field, words])).toEqual([
      ['introduction', '10,000'],
      ['sections.0.paragraphs', '400'],
      ['timeline.0.sourceId', '1'],
      ['questions.0.answer', '5,4'],
    ]);
  });

  test('does not take a mark without a source for one', () => {
    const background = written({
      introduction: 'They sent 10,000.[^nowhere]',
      timeline: [{ text: 'No figure', sourceId: 'gone' }],
    });
    expect(findUnsourced(background)).toEqual([
      { field: 'introduction', reason: 'unsourced', words: '10,000' },
      { field: 'introduction', reason: 'unknown', words: 'nowhere' },
      { field: 'timeline.0.sourceId', reason: 'unknown', words: 'gone' },
    ]);
  });

  test('may not have two sources with one mark', () => {
    const background = written({ sources: [{ id: 'a' }, { id: 'b' }, { id: 'a' }] });
    expect(findUnsourced(background).map(({ field }) => field)).toEqual([
      'sources.0.id',
      'sources.2.id',
    ]);
  });
});
