import { checkFont, fontsOf } from './check-fonts';
import { readPageContent } from './page-content';
import { type PdfDictionary, PdfObjects, qpdf } from './pdf-objects';

/** Entries that PDF/A-2 forbids wherever they stand, and what only a person's viewer would need. */
const forbidden = [
  '/JavaScript /JS /OpenAction /AA /EmbeddedFiles /EF /Encrypt /XFA /NeedAppearances /SMask /Alternates',
  '/OPI /Ref /PS /TR /HTP /LZWDecode /URI /Launch /SubmitForm /RichMedia /OCProperties /Requirements',
]
  .join(' ')
  .split(' ');
const structureTypes = new Set('/Document /Sect /H1 /H2 /P /L /LI /Lbl /LBody /Figure'.split(' '));

/**
 * The rules of PDF/A-2a (ISO 19005-2) that a file can break by how it is made, looked at one by one:
 * no validator can be had here. Gives what is wrong, nothing for a good file.
 */
export function archiveFaults(file: Buffer): string[] {
  qpdf(file, ['--check']);
  const pdf = new PdfObjects(file);
  return [
    ...fileFaults(file, pdf),
    ...catalogueFaults(pdf),
    ...[...pdf.dictionaries()].flatMap(entryFaults),
    ...structureFaults(pdf),
    ...pageFaults(pdf),
  ];
}

function fileFaults(file: Buffer, { trailer }: PdfObjects): string[] {
  const faults: string[] = [];
  if (!/^%PDF-1\.7\n%[\x80-\xff]{4}\n/.test(file.toString('latin1', 0, 20))) {
    faults.push('the header is not that of binary PDF 1.7');
  }
  if (!/%%EOF\n?$/.test(file.toString('latin1', file.length - 8)))
    faults.push('more after the end');
  const id = trailer['/ID'];
  if (!Array.isArray(id) || id.length !== 2) faults.push('the trailer has no ID');
  return faults;
}

function catalogueFaults(pdf: PdfObjects): string[] {
  const faults: string[] = [];
  const root = pdf.dictionary(pdf.trailer['/Root']);
  const info = pdf.dictionary(pdf.trailer['/Info']);
  if (!/^u:[a-z]{2}$/.test(String(root['/Lang']))) faults.push('the document has no language');
  if (pdf.dictionary(root['/MarkInfo'])['/Marked'] !== true) faults.push('it is not marked');
  if (pdf.dictionary(root['/Metadata'])['/Filter'] !== undefined) faults.push('metadata packed');
  const metadata = pdf.bytes(root['/Metadata']).toString('utf8');
  if (!/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>A</.test(metadata)) {
    faults.push('the metadata does not say PDF/A-2a');
  }
  const title = /<dc:title>[\s\S]*?<rdf:li[^>]*>([^<]*)</.exec(metadata)?.[1] ?? '';
  const plain = title.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  if (`u:${plain}` !== pdf.at(info['/Title'])) faults.push('two titles');
  const [intent] = pdf.list(root['/OutputIntents']);
  const output = intent === undefined ? {} : pdf.dictionary(intent);
  if (output['/S'] !== '/GTS_PDFA1') return [...faults, 'there is no output intent'];
  const profile = pdf.bytes(output['/DestOutputProfile']);
  if (
    profile.toString('latin1', 36, 40) !== 'acsp' ||
    profile.toString('latin1', 16, 20) !== 'RGB '
  )
    faults.push('the output profile is none for RGB');
  return faults;
}

function entryFaults(dictionary: PdfDictionary): string[] {
  const faults = forbidden
    .filter((name) => name in dictionary || Object.values(dictionary).includes(name))
    .map((name) => `${name} is forbidden`);
  for (const opacity of ['/ca', '/CA']) {
    if (typeof dictionary[opacity] === 'number' && dictionary[opacity] !== 1) {
      faults.push('something is see-through');
    }
  }
  if (dictionary['/Type'] === '/Annot') {
    const { '/F': flags, '/Rect': box, '/Subtype': kind } = dictionary;
    const [left, bottom, right, top] = box as number[];
    if (kind !== '/Widget') faults.push(`an annotation ${kind}`);
    if ((Number(flags) & 0b101111) !== 0b100) faults.push('an annotation that is not printed');
    if (left !== right || bottom !== top) faults.push('an annotation without an appearance');
  }
  return faults;
}

function structureFaults(pdf: PdfObjects): string[] {
  const root = pdf.dictionary(pdf.trailer['/Root']);
  const tree = pdf.dictionary(root['/StructTreeRoot']);
  const faults = pdf.list(tree['/K']).length === 0 ? ['the structure is empty'] : [];
  for (const element of pdf.dictionaries()) {
    const type = element['/S'];
    if (element['/P'] === undefined || element['/K'] === undefined) continue;
    if (!structureTypes.has(String(type))) faults.push(`${type} is no type of this document`);
    if (type === '/Figure' && element['/Alt'] === undefined) faults.push('a figure without words');
  }
  return faults;
}

function pageFaults(pdf: PdfObjects): string[] {
  const root = pdf.dictionary(pdf.trailer['/Root']);
  const parents = numberTree(
    pdf,
    pdf.dictionary(pdf.dictionary(root['/StructTreeRoot'])['/ParentTree']),
  );
  const shownBy = new Map<string, Set<number>>();
  const faults: string[] = [];
  const pages = pdf.list(pdf.dictionary(root['/Pages'])['/Kids']).map((kid) => pdf.dictionary(kid));
  for (const [index, page] of pages.entries()) {
    const content = readPageContent(pdf.bytes(page['/Contents']).toString('latin1'));
    faults.push(...content.faults.map((fault) => `page ${index + 1}: ${fault}`));
    const parent = parents.get(Number(page['/StructParents'])) ?? [];
    for (const mark of content.marks) {
      if (!parent[mark]) faults.push(`page ${index + 1}: content ${mark} belongs to nothing`);
    }
    const fonts = fontsOf(pdf, page);
    for (const [name, codes] of content.shown) {
      const font = String(fonts[name]);
      const all = shownBy.get(font) ?? new Set();
      for (const code of codes) all.add(code);
      shownBy.set(font, all);
    }
  }
  for (const [font, codes] of shownBy) faults.push(...checkFont(pdf, font, codes));
  return faults;
}

function numberTree(pdf: PdfObjects, node: PdfDictionary): Map<number, (string | null)[]> {
  const entries = new Map<number, (string | null)[]>();
  const numbers = pdf.list(node['/Nums']);
  for (let at = 0; at < numbers.length; at += 2) {
    entries.set(Number(numbers[at]), pdf.list(numbers[at + 1]) as (string | null)[]);
  }
  for (const kid of pdf.list(node['/Kids'])) {
    for (const [key, value] of numberTree(pdf, pdf.dictionary(kid))) entries.set(key, value);
  }
  return entries;
}
