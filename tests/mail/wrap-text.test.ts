import { expect, test } from 'vitest';
import { wrapText } from '~/mail/wrap-text';

test('a reader of plain text sees no line over 76 columns, in any script', () => {
  const english = 'two captured soldiers ask to be heard alone '.repeat(8);
  const korean = '두 명의 포로는 자유로운 선택을 할 수 있어야 합니다 '.repeat(6);
  const lines = wrapText(`${english}\n${korean}`).split('\n');
  expect(lines.length).toBeGreaterThan(8);
  for (const line of lines) {
    const columns = [...line].reduce((sum, c) => sum + (/\p{Script=Hangul}/u.test(c) ? 2 : 1), 0);
    expect(columns).toBeLessThanOrEqual(76);
  }
});

test('a link is never broken, however long it is', () => {
  const link = `https://letters.example/ko/my-signature/${'a'.repeat(80)}`;
  expect(wrapText(`before ${link} after`).split('\n')).toContain(link);
});

test('short lines, empty lines and indentation stay as they were written', () => {
  const text = 'Dear Ambassador,\n\n  1. Hear each of them alone.\n';
  expect(wrapText(text)).toBe(text);
  expect(wrapText(`  1. ${'word '.repeat(30)}`).split('\n')[1]).toMatch(/^ {2}word/);
});
