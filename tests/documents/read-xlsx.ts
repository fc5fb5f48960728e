import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { descendants, readXml, type XmlElement } from './read-xml';

export type ReadCell = string | number | null;
export type Workbook = {
  parts: Map<string, XmlElement>;
  /** The rows of each sheet, in the order of the workbook, with the heading. */
  sheets: { name: string; rows: ReadCell[][] }[];
  /** When the parts were made, as the package says. */
  times: Date[];
};

const open = promisify<Buffer, { lazyEntries: true }, ZipFile>(fromBuffer);

/** Reads a workbook by its relations, as Excel does; throws where a part is missing or broken. */
export async function readXlsx(bytes: Buffer): Promise<Workbook> {
  const { parts, times } = await unpack(bytes);
  const part = (path: string) => {
    const found = parts.get(path);
    if (!found) throw new Error(`no part ${path}`);
    return found;
  };
  const types = new Map(
    descendants(part('[Content_Types].xml'), 'Override').map(({ attributes }) => [
      attributes.PartName,
      attributes.ContentType,
    ]),
  );
  const relations = (path: string) =>
    descendants(part(path), 'Relationship').map(({ attributes }) => attributes);
  const workbook = relations('_rels/.rels')[0]?.Target ?? '';
  const targets = new Map(
    relations('xl/_rels/workbook.xml.rels').map(({ Id, Target }) => [Id, `xl/${Target}`]),
  );
  part('xl/styles.xml');
  for (const path of [workbook, ...targets.values()]) {
    if (!types.get(`/${path}`)?.includes('spreadsheetml')) throw new Error(`no type for ${path}`);
  }
  const sheets = descendants(part(workbook), 'sheet').map(({ attributes }) => ({
    name: attributes.name ?? '',
    rows: descendants(part(targets.get(attributes['r:id']) ?? ''), 'row').map(readRow),
  }));
  return { parts, sheets, times };
}

async function unpack(bytes: Buffer) {
  const zip = await open(bytes, { lazyEntries: true });
  const openStream = promisify<Entry, NodeJS.ReadableStream>(zip.openReadStream.bind(zip));
  const parts = new Map<string, XmlElement>();
  const times: Date[] = [];
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', async (entry: Entry) => {
      try {
        const content = await buffer(await openStream(entry));
        parts.set(entry.fileName, readXml(content.toString('utf8')));
        times.push(entry.getLastModDate());
        zip.readEntry();
      } catch (error) {
        reject(error);
      }
    });
    zip.readEntry();
  });
  return { parts, times };
}

function readRow(row: XmlElement): ReadCell[] {
  const cells: ReadCell[] = [];
  for (const cell of row.children) {
    const { r = '', t } = cell.attributes;
    const column = [...r.replace(/\d/g, '')].reduce((sum, c) => sum * 26 + c.charCodeAt(0) - 64, 0);
    if (r.replace(/\D/g, '') !== row.attributes.r) throw new Error(`${r} in another row`);
    while (cells.length < column - 1) cells.push(null);
    const [value] = cell.children;
    if (t === undefined && value?.name === 'v') cells.push(Number(value.text));
    else if (t === 'inlineStr') cells.push(unescaped(value?.children[0]?.text ?? ''));
    else throw new Error(`a cell of kind ${t} with ${value?.name}`);
  }
  return cells;
}

/** `_xHHHH_` is a character of that number (ECMA-376 part 1, 22.9.2.19). */
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
}
