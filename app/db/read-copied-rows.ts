/** One row of a binary copy: its fields as bytes of the piece they came in, null for none. */
export type CopiedRow = (Buffer | null)[];

const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');

/**
 * Takes what `COPY … (FORMAT binary)` writes apart into rows, some at a time (PostgreSQL
 * documentation, COPY, "Binary Format"). Text is UTF-8, `bytea` the bytes themselves. Throws when
 * the end is missing.
 */
export async function* readCopiedRows(pieces: AsyncIterable<Buffer>): AsyncGenerator<CopiedRow[]> {
  let rest: Buffer = Buffer.alloc(0);
  let begun = false;
  let ended = false;
  for await (const piece of pieces) {
    const source = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    let at = 0;
    if (!begun) {
      const start = startOf(source);
      if (start < 0) {
        rest = source;
        continue;
      }
      begun = true;
      at = start;
    }
    const rows: CopiedRow[] = [];
    while (!ended && source.length - at >= 2) {
      const fields = source.readInt16BE(at);
      if (fields < 0) ended = true;
      const end = ended ? -1 : readRow(source, at + 2, fields, rows);
      if (end < 0) break;
      at = end;
    }
    rest = source.subarray(at);
    if (rows.length > 0) yield rows;
  }
  if (!ended) throw new Error('a binary copy was cut off');
}

function startOf(source: Buffer): number {
  const fixed = signature.length + 8;
  if (source.length < fixed) return -1;
  if (!source.subarray(0, signature.length).equals(signature)) throw new Error('no binary copy');
  const start = fixed + source.readInt32BE(fixed - 4);
  return source.length < start ? -1 : start;
}

/** Where the next row begins, or -1 when this one is not here whole. */
function readRow(source: Buffer, start: number, fields: number, rows: CopiedRow[]): number {
  const row: CopiedRow = [];
  let at = start;
  for (let field = 0; field < fields; field += 1) {
    if (source.length - at < 4) return -1;
    const length = source.readInt32BE(at);
    at += 4;
    if (length < 0) {
      row.push(null);
      continue;
    }
    if (source.length - at < length) return -1;
    row.push(source.subarray(at, at + length));
    at += length;
  }
  rows.push(row);
  return at;
}
