import type { PdfDictionary, PdfObjects, PdfValue } from './pdf-objects';

/**
 * What PDF/A asks of a font whose codes were shown (ISO 19005-2, 6.2.11): the program is embedded, each
 * code has a glyph other than .notdef and characters of its own, and the widths are the program's.
 */
export function checkFont(pdf: PdfObjects, reference: PdfValue, shown: Set<number>): string[] {
  const faults: string[] = [];
  const font = pdf.dictionary(reference);
  const name = String(font['/BaseFont']);
  const descendant = pdf.dictionary(pdf.list(font['/DescendantFonts'])[0]);
  const descriptor = pdf.dictionary(descendant['/FontDescriptor']);
  if (font['/Subtype'] !== '/Type0') faults.push(`${name} is no composite font`);
  if (font['/Encoding'] !== '/Identity-H') faults.push(`${name} is not encoded by glyph`);
  if (descendant['/CIDToGIDMap'] !== '/Identity') faults.push(`${name} has no CIDToGIDMap`);
  if (!/^\/[A-Z]{6}\+/.test(name)) faults.push(`${name} is not marked as a subset`);
  if (descriptor['/FontFile2'] === undefined) return [...faults, `${name} is not embedded`];
  const characters = charactersOf(pdf.bytes(font['/ToUnicode']).toString('latin1'));
  const stated = pdf.list(pdf.list(descendant['/W'])[1]) as number[];
  const widths = widthsOf(pdf.bytes(descriptor['/FontFile2']));
  for (const code of shown) {
    const meant = characters.get(code) ?? '';
    if (code === 0) faults.push(`${name} shows .notdef`);
    if (meant === '' || /\0|\ufeff|\ufffe/.test(meant)) {
      faults.push(`code ${code} of ${name} stands for no character`);
    }
    if (Math.abs((stated[code] ?? -1) - (widths[code] ?? -9)) > 1) {
      faults.push(`the width of code ${code} of ${name} is not the program's`);
    }
  }
  return faults;
}

function charactersOf(map: string): Map<number, string> {
  const characters = new Map<number, string>();
  for (const [, first = '', entries = ''] of map.matchAll(
    /<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi,
  )) {
    let code = Number.parseInt(first, 16);
    for (const [, units = ''] of entries.matchAll(/<([^>]*)>/g)) {
      const hex = units.replace(/\s/g, '').match(/.{4}/g) ?? [];
      characters.set(code, String.fromCharCode(...hex.map((unit) => Number.parseInt(unit, 16))));
      code += 1;
    }
  }
  return characters;
}

/** Advance widths in thousandths of an em, by glyph, from the tables of a TrueType program. */
function widthsOf(program: Buffer): number[] {
  const tables = new Map<string, number>();
  for (let index = 0; index < program.readUInt16BE(4); index += 1) {
    const at = 12 + 16 * index;
    tables.set(program.toString('latin1', at, at + 4), program.readUInt32BE(at + 8));
  }
  const at = (table: string) => {
    const offset = tables.get(table);
    if (offset === undefined) throw new Error(`the font program has no table ${table}`);
    return offset;
  };
  const unitsPerEm = program.readUInt16BE(at('head') + 18);
  const measured = program.readUInt16BE(at('hhea') + 34);
  const glyphs = program.readUInt16BE(at('maxp') + 4);
  return Array.from({ length: glyphs }, (_, glyph) => {
    const entry = at('hmtx') + 4 * Math.min(glyph, measured - 1);
    return (program.readUInt16BE(entry) * 1000) / unitsPerEm;
  });
}

export function fontsOf(pdf: PdfObjects, page: PdfDictionary): PdfDictionary {
  return pdf.dictionary(pdf.dictionary(page['/Resources'])['/Font']);
}
