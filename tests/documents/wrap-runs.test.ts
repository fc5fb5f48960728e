import { describe, expect, it } from 'vitest';
import { splitByScript } from '~/documents/script-runs';
import { wrapRuns } from '~/documents/wrap-runs';

const lines = (text: string, width: number) =>
  wrapRuns([{ text, style: null }], width, (part) => part.length).map((line) =>
    line.runs.map((run) => run.text).join(''),
  );

describe('lines of a document', () => {
  it('end at spaces and fill the width', () => {
    expect(lines('one two  three', 7)).toEqual(['one two', 'three']);
    expect(lines('강제송환금지원칙을 지키고자 합니다', 10)).toEqual([
      '강제송환금지원칙을',
      '지키고자 합니다',
    ]);
    expect(lines('  padded  ', 20)).toEqual(['padded']);
    expect(lines('', 20)).toEqual([]);
  });

  it('break a word only when it is wider than the line, after a slash if there is one', () => {
    expect(lines('see https://e.example/part', 20)).toEqual(['see', 'https://e.example/', 'part']);
    expect(lines('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
  });

  it('keep a word together that changes its style in the middle', () => {
    const bold = {};
    const note = {};
    const runs = [
      { text: 'all of ', style: bold },
      { text: 'Nobody', style: bold },
      { text: '1', style: note },
    ];
    const wrapped = wrapRuns(runs, 8, (text) => text.length);
    expect(wrapped.map((line) => line.runs.map((run) => run.text))).toEqual([
      ['all of'],
      ['Nobody', '1'],
    ]);
    expect(wrapped[1]?.width).toBe(7);
  });
});

describe('runs by script', () => {
  const everything = () => true;
  const faces = (text: string, base: 'serif' | 'korean') =>
    splitByScript(text, base, everything).map((run) => `${run.face}:${run.text}`);

  it('take Latin and Cyrillic from the serif, Hangul and Han from the Korean face', () => {
    expect(faces('Ґудзь 김민서 Ann 李明', 'serif')).toEqual([
      'serif:Ґудзь ',
      'korean:김민서',
      'serif: Ann ',
      'korean:李明',
    ]);
  });

  it('leave digits and punctuation with the letters around them', () => {
    expect(faces('제118조 (TJWG 2025)', 'korean')).toEqual([
      'korean:제118조 (',
      'serif:TJWG',
      'korean: 2025)',
    ]);
    expect(faces('Article 45, O’Brien', 'korean')).toEqual(['serif:Article 45, O’Brien']);
    expect(faces('2025', 'korean')).toEqual(['korean:2025']);
  });

  it('take a character from the other face when the right one lacks it', () => {
    const notInKorean = (face: string, codePoint: number) => face === 'serif' || codePoint > 0x2ff;
    expect(splitByScript('가ʼ나', 'korean', notInKorean).map((run) => run.face)).toEqual([
      'korean',
      'serif',
      'korean',
    ]);
  });

  it('show what no face covers, and remember what was meant', () => {
    const latinOnly = (_face: string, codePoint: number) => codePoint < 0x250;
    expect(splitByScript('aليb', 'serif', latinOnly)).toEqual([
      { face: 'serif', text: 'a' },
      { face: 'serif', text: '\ufffd\ufffd', actual: 'لي' },
      { face: 'serif', text: 'b' },
    ]);
  });
});
