import { expect, test } from 'vitest';
import type { LetterText } from '~/domain/letters/letter';
import { diffLetterTexts } from '~/domain/versions/diff-letter-texts';
import { sampleCampaign } from '~/sample/sample-campaign';

const { en, ko, uk } = sampleCampaign.letterTexts;

function marked(before: LetterText, after: LetterText): string[] {
  const marks = { same: ['', ''], added: ['+[', ']'], removed: ['-[', ']'] } as const;
  return diffLetterTexts(before, after).map(({ field, lines }) => {
    const text = lines.map((line) =>
      line.map((part) => marks[part.change].join(part.text || '')).join(''),
    );
    return `${field}: ${text.filter((one) => /[+-]\[/.test(one)).join(' / ')}`;
  });
}

test('the same texts differ in nothing', () => {
  expect(diffLetterTexts(uk, uk)).toEqual([]);
});

test('words are compared as words in every script', () => {
  const say = (text: LetterText, salutation: string) => ({ ...text, salutation });
  expect(marked(say(uk, 'Шановна пані посолко!'), say(uk, 'Шановний пане посол!'))).toEqual([
    'salutation: -[Шановна]+[Шановний] -[пані]+[пане] -[посолко]+[посол]!',
  ]);
  expect(marked(say(ko, '존경하는 대사님께'), say(ko, '친애하는 대사님께'))).toEqual([
    'salutation: -[존경하는]+[친애하는] 대사님께',
  ]);
  expect(marked(say(uk, 'м’яке слово'), say(uk, 'м’які слова'))).toEqual([
    'salutation: -[м’яке]+[м’які] -[слово]+[слова]',
  ]);
});

test('a request that is put before the others is the only one that is marked', () => {
  const requests = ['Grant a visa by 1 March.', ...en.requests];
  expect(marked(en, { ...en, requests })).toEqual(['requests: +[Grant a visa by 1 March.]']);
});

test('a note, a line of the letterhead and the address of a source are part of the text', () => {
  const [note, ...others] = en.notes;
  if (!note) throw new Error('the sample letter has notes');
  const url = 'https://example.org/moved';
  const changed = { ...en, notes: [{ ...note, url }, ...others] };
  expect(diffLetterTexts(en, changed).map(({ field }) => field)).toEqual(['notes']);
  const letterhead = { ...en.letterhead, lines: [...en.letterhead.lines, 'Seoul'] };
  expect(diffLetterTexts(en, { ...en, letterhead }).map(({ field }) => field)).toEqual([
    'letterhead',
  ]);
});

test('both texts can be read off what is shown, whatever was changed', () => {
  const after = { ...en, paragraphs: [...ko.paragraphs].reverse(), closing: [] };
  for (const { field, lines } of diffLetterTexts(en, after)) {
    const read = (leave: 'added' | 'removed') =>
      lines
        .map((line) =>
          line
            .filter(({ change }) => change !== leave)
            .map(({ text }) => text)
            .join(''),
        )
        .filter((text) => text !== '');
    expect(read('added')).toEqual([en[field]].flat());
    expect(read('removed')).toEqual([after[field]].flat());
  }
});
