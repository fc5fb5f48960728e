import { expect, test } from 'vitest';
import { cleanText } from '~/primitives/clean-text';

test('a text keeps its lines and scripts and loses what nobody sees', () => {
  expect(cleanText(' One\r\ntwo \r\n\r\n\r\n\r\nthree ')).toBe('One\ntwo\n\nthree');
  expect(cleanText('김\u200b민서\u202e abc\0\u0007\ufeff')).toBe('김민서 abc');
  expect(cleanText('і\u0308')).toBe('ї');
  expect(cleanText('👩\u200d🔬 tag\u{e0041}')).toBe('👩\u200d🔬 tag');
  expect(cleanText('\u200b \n ')).toBe('');
});
