import { describe, expect, it } from 'vitest';
import { cleanLine, graphemeCount, nameFault, nameKey } from '~/primitives/person-name';

const point = (code: number) => String.fromCodePoint(code);
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => point(from + index));

const zwnj = point(0x200c);
const zwj = point(0x200d);

describe('a name with characters that nobody can see', () => {
  it('is stored without them, wherever they stand', () => {
    const unseen = [
      ...range(0x202a, 0x202e),
      ...range(0x2066, 0x2069),
      ...[0x200e, 0x200f, 0x061c, 0x200b, 0x2060, 0xfeff, 0x00ad, 0x034f].map(point),
      ...range(0xe0001, 0xe007f),
      ...range(0xfe00, 0xfe0f),
      ...range(0xe0100, 0xe01ef),
      ...range(0x180b, 0x180f),
      ...range(0x00, 0x08),
      ...range(0x0e, 0x1f),
      ...range(0x7f, 0x84),
      ...range(0x86, 0x9f),
      '\ud800',
      '\udfff',
      ...range(0xfdd0, 0xfdef),
      ...[0xfffe, 0xffff, 0x1fffe, 0x10ffff, 0xe000, 0xf0000].map(point),
      ...[0xfff9, 0xfffa, 0xfffb, 0xfffc, 0xfffd, 0x115f, 0x1160, 0x3164, 0xffa0].map(point),
      zwnj,
      zwj,
    ];
    for (const character of unseen) {
      const shown = `U+${character.codePointAt(0)?.toString(16)}`;
      expect(cleanLine(`Ann${character}a${character} Lee${character}`), shown).toBe('Anna Lee');
      expect(cleanLine(`${character}김${character}민서`), shown).toBe('김민서');
    }
  });

  it('is nothing when there is nothing else', () => {
    const blank = `${zwj}\u202e\u3164 \u00a0\u2800\u3000\t\r\n\u{e0041}`;
    expect(cleanLine(blank)).toBe('');
    expect(nameFault(cleanLine(blank))).toBe('empty');
  });

  it('has one space where any kind or number of spaces stood', () => {
    expect(cleanLine(' 남궁\u3000 민수\u00a0\u2009\r\nLee\u2028 ')).toBe('남궁 민수 Lee');
  });
});

describe('a joiner that is part of the spelling', () => {
  it('stays in Persian, Indic and Mongolian names, also at the end of a word', () => {
    const names = [
      `علی${zwnj}رضا`,
      `क्${zwj}ष`,
      `ශ්${zwj}රී`,
      `അനില്${zwj} കുമാര്${zwj}`,
      `ত্${zwj}`,
      `خه${zwnj}لیل ژاله${zwnj}`,
      'ᠨᠠᠷᠠᠨ\u180eᠠ',
      'ᠨ\u180b',
    ];
    for (const name of names) expect(cleanLine(name)).toBe(name);
  });

  it('goes where it could only hide: in other scripts, doubled, at the edges', () => {
    expect(cleanLine(`A${zwj}B${zwnj}C`)).toBe('ABC');
    expect(cleanLine(`О${zwnj}лена`)).toBe('Олена');
    expect(cleanLine(`علی${zwnj}${zwnj}رضا`)).toBe('علیرضا');
    expect(cleanLine(`${zwnj}علی${zwnj}`)).toBe('علی');
    expect(cleanLine(`क${zwj}\u200bA`)).toBe('कA');
  });
});

describe('a name that is kept as its owner writes it', () => {
  it('is composed, and full-width and compatibility forms are not replaced', () => {
    expect(cleanLine('김정은'.normalize('NFD'))).toBe('김정은');
    expect(cleanLine('Ａｌｉｃｅ ﬁona ㈜')).toBe('Ａｌｉｃｅ ﬁona ㈜');
  });

  it('does not change when it is cleaned again', () => {
    for (const text of [`علی${zwj}${zwnj}رضا`, 'ᠨ\u180b\u180b', `a\u0301${zwj}b`, ' a\u200b b ']) {
      expect(cleanLine(cleanLine(text))).toBe(cleanLine(text));
    }
  });

  it.each([
    'Sukarjo',
    'O',
    'X Æ A-12',
    'John Sample III',
    'Juan 2nd',
    'J.R.R. Sample',
    "D'Arcy",
    'Kaʻōpūlani',
    'Gal·la',
    'ကျော်',
    'མཀྵྱིུ',
    'שָׁלּוֹם',
    'Nguyễn',
    'ᾧ',
    '㐂',
  ])('is a name: %s', (name) => {
    expect(nameFault(cleanLine(name))).toBeNull();
  });
});

describe('what is no name', () => {
  it.each([
    ['12345', 'not-a-name'],
    ['...', 'not-a-name'],
    ['⠀', 'empty'],
    ['Anna 🎉', 'not-a-name'],
    ['Anna 🇺🇦', 'not-a-name'],
    ['Anna ❤️', 'not-a-name'],
    ['=1+1 a', 'not-a-name'],
    ['＝cmd', 'not-a-name'],
    ['anna@people.example', 'not-a-name'],
    ['https://evil.example', 'link'],
    ['WWW.evil', 'link'],
    ['win-now.com', 'link'],
    ['t.me/sample', 'link'],
    ['a\u0301\u0302\u0303\u0304', 'not-a-name'],
    ['ส็็็็', 'not-a-name'],
    [`က${'ို'.repeat(4)}`, 'not-a-name'],
  ])('%s is refused: %s', (typed, fault) => {
    expect(nameFault(cleanLine(typed))).toBe(fault);
  });

  it('a name of more than 100 characters or 400 bytes is too long', () => {
    expect(nameFault('가'.repeat(100))).toBeNull();
    expect(nameFault('가'.repeat(101))).toBe('too-long');
    expect(nameFault('𠮷'.repeat(100))).toBeNull();
    expect(nameFault(`${'𠮷'.repeat(99)}ab`)).toBe('too-long');
    expect(nameFault('षि'.repeat(67))).toBe('too-long');
    expect(graphemeCount('षि'.repeat(67))).toBe(67);
  });
});

describe('two spellings of one name', () => {
  it.each([
    ['김정은', '김정은'.normalize('NFD')],
    ['ＡＬＩＣＥ', 'alice'],
    ['ﬁona', 'Fiona'],
    ['STRAẞER', 'Straßer'],
    ['STRASSER', 'straßer'],
    ['Лук’янова', 'ЛУКʼЯНОВА'],
    ["D'Arcy", 'D’ARCY'],
    ['Anna–Lee', 'anna-lee'],
    ['İpek', 'ipek'],
    ['ΠΑΠΑΔΌΠΟΥΛΟΣ', 'Παπαδόπουλος'],
    [`علی${zwnj}رضا`, 'علیرضا'],
    ['남궁\u3000민수', ' 남궁  민수'],
  ])('%s and %s have one key', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  it('different names have different keys', () => {
    const names = ['Анна', 'Anna', 'Annа', 'Ганна', '김민서', '김민수', 'É', 'E'];
    expect(new Set(names.map(nameKey)).size).toBe(names.length);
  });
});
