import { expect, test } from 'vitest';
import { compareTexts } from '~/domain/letters/compare-texts.server';
import { sampleCampaign } from '~/sample/sample-campaign';

const { en: english, ko: korean } = sampleCampaign.letterTexts;

test('a reviewer sees the words that were changed, in their field', () => {
  const after = { ...english, salutation: english.salutation.replace('Your', 'Her') };
  expect(compareTexts('letter', english, english)).toEqual([]);
  expect(compareTexts('letter', english, after)).toEqual([
    {
      field: 'salutation',
      words: [
        { text: 'Your', in: 'before' },
        { text: 'Her', in: 'after' },
        { text: english.salutation.slice(4), in: 'both' },
      ],
    },
  ]);
});

test('a paragraph put between others is the only difference, and so is one that is gone', () => {
  const [first = '', ...rest] = korean.paragraphs;
  const more = { ...korean, paragraphs: [first, '새 문단입니다.', ...rest] };
  const found = compareTexts('letter', korean, more);
  expect(found).toEqual([
    { field: 'paragraphs.1', words: [{ text: '새 문단입니다.', in: 'after' }] },
  ]);
  expect(compareTexts('letter', more, korean)).toEqual([
    { field: 'paragraphs.1', words: [{ text: '새 문단입니다.', in: 'before' }] },
  ]);
});

test('words that were written anew stand whole, one below the other', () => {
  const after = { ...english, subject: 'Something entirely else' };
  expect(compareTexts('letter', english, after)[0]?.words.map((part) => part.in)).toEqual([
    'before',
    'both',
    'after',
  ]);
});
