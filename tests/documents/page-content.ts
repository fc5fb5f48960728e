/** What a page's content does, as far as the rules of an archive ask. */
export type PageContent = {
  /** Codes of two bytes that were shown, by the name of their font. */
  shown: Map<string, Set<number>>;
  /** Numbers of marked content that belongs to the structure. */
  marks: number[];
  /** Languages of stretches of text. */
  languages: string[];
  faults: string[];
};

const token =
  /\((?:\\[\s\S]|[^\\()])*\)|<<|>>|<[0-9a-fA-F\s]*>|\/[^\s()<>[\]/%]+|\[|\]|[^\s()<>[\]/%]+/g;
const drawing = new Set(['Tj', 'TJ', "'", '"', 'f', 'F', 'f*', 'S', 's', 'B', 'b', 'Do', 'sh']);
const colours = new Set(['rg', 'RG', 'k', 'K', 'cs', 'CS']);

/** Reads a page's content: every mark of ink must belong to the structure or be an artifact. */
export function readPageContent(content: string): PageContent {
  const page: PageContent = { shown: new Map(), marks: [], languages: [], faults: [] };
  const open: ('structure' | 'artifact' | 'span')[] = [];
  let operands: string[] = [];
  let font = '';
  for (const [word] of content.matchAll(token)) {
    if (/^[(<[\]>/]|^[-+.\d]/.test(word)) {
      operands.push(word);
      continue;
    }
    if (word === 'Tf') font = operands.at(-2) ?? '';
    if (word === 'BDC' || word === 'BMC') {
      const mark = /\/MCID (\d+)/.exec(operands.join(' '))?.[1];
      const language = /\/Lang \(([^)]*)\)/.exec(operands.join(' '))?.[1];
      if (language) page.languages.push(language);
      if (mark !== undefined) page.marks.push(Number(mark));
      const artifact = operands[0] === '/Artifact';
      open.push(artifact ? 'artifact' : mark === undefined ? 'span' : 'structure');
    }
    if (word === 'EMC' && open.pop() === undefined)
      page.faults.push('a mark ends that never began');
    if (drawing.has(word) && !open.includes('structure') && !open.includes('artifact')) {
      page.faults.push(`${word} outside of structure and artifacts`);
    }
    if (colours.has(word) && !operands.includes('/DeviceRGB')) {
      page.faults.push(`a colour that is not of sRGB: ${operands.join(' ')} ${word}`);
    }
    if (word === 'TJ' || word === 'Tj') show(page, font, operands);
    operands = [];
  }
  if (open.length > 0) page.faults.push('a mark is still open at the end');
  return page;
}

function show(page: PageContent, font: string, operands: string[]): void {
  const codes = page.shown.get(font) ?? new Set();
  page.shown.set(font, codes);
  for (const operand of operands.filter((text) => text.startsWith('<'))) {
    for (const code of operand.match(/[0-9a-fA-F]{4}/g) ?? []) {
      codes.add(Number.parseInt(code, 16));
    }
  }
}
