import { describe, expect, it } from 'vitest';
import { renderLetterPdf } from '~/documents/render-letter-pdf.server';
import { locales } from '~/i18n/locale';
import { archiveFaults } from './check-archive';
import { fixtureSignatories, fixtureSnapshot } from './fixture';

describe('the archivist at the ministry', () => {
  it('can keep the letter: PDF/A-2a in every language, with names of every script', async () => {
    const signatories = [
      ...fixtureSignatories(40),
      { name: 'ليلى', latinName: 'Layla', title: null, affiliation: null, country: 'EG' },
      { name: 'ﬁnn é', latinName: null, title: null, affiliation: null, country: null },
    ];
    for (const locale of locales) {
      const others = locales.filter((other) => other !== locale);
      const pdf = await renderLetterPdf(fixtureSnapshot({ signatories }), {
        locales: [locale, ...others],
      });
      expect(archiveFaults(pdf)).toEqual([]);
    }
  });
});

describe('who checks the checks', () => {
  it('sees each rule broken that a change of a few bytes can break', async () => {
    const pdf = await renderLetterPdf(fixtureSnapshot({ signatories: [] }), { locales: ['en'] });
    const text = pdf.toString('latin1');
    const changes: [string, string, string][] = [
      ['<pdfaid:part>2<', '<pdfaid:part>3<', 'the metadata does not say PDF/A-2a'],
      ['/Marked true', '/Marked null', 'it is not marked'],
      ['/S /GTS_PDFA1', '/S /GTS_PDFB1', 'there is no output intent'],
      ['/FontFile2 ', '/FontFile9 ', 'is not embedded'],
      ['/Identity-H', '/Identity-V', 'is not encoded by glyph'],
      ['/Lang (en)', '/Long (en)', 'the document has no language'],
      ['%PDF-1.7', '%PDF-1.6', 'the header is not that of binary PDF 1.7'],
      ['/PageMode /UseOutlines', '/OpenAction (xxxxxxxxx)', '/OpenAction is forbidden'],
      ['/StructParents 0', '/StructParents 9', 'belongs to nothing'],
    ];
    for (const [from, to, fault] of changes) {
      expect(text, from).toContain(from);
      const changed = Buffer.from(text.replaceAll(from, to.padEnd(from.length)), 'latin1');
      expect(archiveFaults(changed).join('\n'), from).toContain(fault);
    }
  });
});
