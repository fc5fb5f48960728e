import { guardFormula } from '~/primitives/csv-cell';

/**
 * Records of a CSV file as RFC 4180 has them and nothing laxer: CRLF ends every record, quotes stand
 * around a whole field or not at all, each record has as many fields as the first. Written apart
 * from what writes such files; throws at the first byte that does not fit.
 */
export function readCsv(file: Buffer): string[][] {
  if (!file.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) throw new Error('no BOM');
  const text = new TextDecoder('utf-8', { fatal: true }).decode(file.subarray(3));
  const records: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const record: string[] = [];
    for (;;) {
      const { field, next } = text[at] === '"' ? readQuoted(text, at) : readPlain(text, at);
      record.push(field);
      at = next;
      if (text[at] !== ',') break;
      at += 1;
    }
    if (text.slice(at, at + 2) !== '\r\n') throw new Error(`no CRLF at ${at}`);
    at += 2;
    records.push(record);
  }
  const width = records[0]?.length;
  if (records.some((record) => record.length !== width)) throw new Error('a ragged record');
  return records;
}

function readPlain(text: string, start: number) {
  let at = start;
  while (at < text.length && text[at] !== ',' && text[at] !== '\r') {
    if (text[at] === '"' || text[at] === '\n') throw new Error(`a stray sign at ${at}`);
    at += 1;
  }
  return { field: text.slice(start, at), next: at };
}

function readQuoted(text: string, start: number) {
  let field = '';
  let at = start + 1;
  for (;;) {
    const end = text.indexOf('"', at);
    if (end < 0) throw new Error('a quote without end');
    field += text.slice(at, end);
    if (text[end + 1] !== '"') return { field, next: end + 1 };
    field += '"';
    at = end + 2;
  }
}

/** What was typed, out of a field that may be guarded against formulas. */
export function unguarded(field: string): string {
  const rest = field.slice(1);
  return field.startsWith("'") && guardFormula(rest) !== rest ? rest : field;
}
