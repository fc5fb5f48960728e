import { describe, expect, it } from 'vitest';
import { guardFormula } from '~/primitives/csv-cell';

const dangerous = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];
const skipped = ['', ' ', '  ', '"', "'", '“', '\ufeff', '\u200b', '\u00a0', ' "\ufeff\u200d '];
const harmless = [
  '김민서',
  'Ґудзь',
  "O'Brien",
  '’tis',
  '1-2',
  'a=b',
  '',
  ' ',
  '"quoted"',
  '−5',
  '%20',
];

/** The guard is taken away where what follows it would have been guarded. */
function removeGuard(text: string): string {
  const rest = text.slice(1);
  return text.startsWith("'") && guardFormula(rest) !== rest ? rest : text;
}

describe('a name that would be a formula', () => {
  it.each(dangerous)('begins with an apostrophe in the cell: %j', (character) => {
    for (const before of skipped) {
      const text = `${before}${character}SUM(A1)`;
      expect(guardFormula(text)).toBe(`'${text}`);
    }
  });

  it('is unchanged when no spreadsheet would calculate it', () => {
    for (const text of harmless) expect(guardFormula(text)).toBe(text);
  });

  it('can be had back exactly', () => {
    const guarded = skipped.flatMap((before) => dangerous.map((c) => `${before}${c}1`));
    for (const text of [...guarded, ...harmless, "'abc", "''=1", "' '"]) {
      expect(removeGuard(guardFormula(text))).toBe(text);
    }
  });
});
