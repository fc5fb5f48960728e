/** The fields of a row as text, null for none and for the field of bytes. */
export type CopiedRow = (string | null)[];

/** Rows, and the bytes that they were read from, which are good until the next rows are asked for. */
export type CopiedRows = {
  rows: CopiedRow[];
  bytes: Uint8Array;
  /** Four numbers a row: where its first field begins and ends, and its `bytea`; 0 and 0 for null. */
  places: Uint32Array;
};

const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const fixedHeader = signature.length + 8;
const usualLength = 96 * 1024;

/**
 * Takes what `COPY … (FORMAT binary)` writes apart into rows, some hundreds at a time (PostgreSQL
 * documentation, COPY, "Binary Format"). One field may be `bytea`; the others are text. Throws when
 * the end is missing.
 */
export async function* readCopiedRows(
  pieces: AsyncIterable<Buffer>,
  bytesField: number,
): AsyncGenerator<CopiedRows> {
  const reader = createReader(bytesField);
  for await (const piece of pieces) {
    for (let taken = 0; taken < piece.length; ) {
      taken += reader.take(piece, taken);
      if (!reader.full()) continue;
      const found = reader.read();
      if (found.rows.length > 0) yield found;
      reader.forget();
    }
  }
  const found = reader.read();
  if (found.rows.length > 0) yield found;
  if (!reader.ended()) throw new Error('a binary copy was cut off');
}

function createReader(bytesField: number) {
  let chunk = new Uint8Array(usualLength);
  let used = 0;
  let read = -1;
  let begun = false;
  let ended = false;
  return {
    full: () => used === chunk.length,
    ended: () => ended,
    take(piece: Buffer, from: number): number {
      const count = Math.min(chunk.length - used, piece.length - from);
      chunk.set(piece.subarray(from, from + count), used);
      used += count;
      return count;
    },
    /** All rows that are here whole. */
    read(): CopiedRows {
      const bytes = Buffer.from(chunk.buffer, 0, used);
      if (!begun) read = startOf(bytes);
      if (read >= 0) begun = true;
      const found = readRows(bytes, read, begun && !ended, bytesField);
      read = found.end;
      ended ||= found.last;
      return { rows: found.rows, bytes, places: found.places };
    },
    /** Makes room; what is not a whole row yet is kept, in a larger chunk where it fills this one. */
    forget(): void {
      const rest = chunk.subarray(Math.max(read, 0), used);
      if (rest.length === chunk.length) chunk = new Uint8Array(2 * chunk.length);
      chunk.set(rest);
      used = rest.length;
      if (begun) read = 0;
    },
  };
}

/** Behind the header, or -1 when that is not here whole. */
function startOf(source: Buffer): number {
  if (source.length < fixedHeader) return -1;
  if (!source.subarray(0, signature.length).equals(signature)) throw new Error('no binary copy');
  const start = fixedHeader + source.readInt32BE(fixedHeader - 4);
  return source.length < start ? -1 : start;
}

function readRows(source: Buffer, start: number, open: boolean, bytesField: number) {
  const text = source.toString('latin1');
  const rows: CopiedRow[] = [];
  const places: number[] = [];
  let end = start;
  while (open && source.length - end >= 2) {
    const fields = source.readInt16BE(end);
    if (fields < 0)
      return { rows, places: Uint32Array.from(places), end: source.length, last: true };
    const row: CopiedRow = [];
    const next = readRow(source, text, end + 2, fields, bytesField, row, places);
    if (next < 0) break;
    rows.push(row);
    end = next;
  }
  return { rows, places: Uint32Array.from(places), end, last: false };
}

/** Where the next row begins, or -1 when this one is not here whole. */
function readRow(
  source: Buffer,
  text: string,
  start: number,
  fields: number,
  bytesField: number,
  row: CopiedRow,
  places: number[],
): number {
  const place = [0, 0, 0, 0];
  let at = start;
  for (let field = 0; field < fields; field += 1) {
    if (source.length - at < 4) return -1;
    const length = source.readInt32BE(at);
    at += 4;
    if (length > source.length - at) return -1;
    const end = at + Math.max(length, 0);
    if (length < 0 || field === bytesField) row.push(null);
    else row.push(textOf(source, text, at, end));
    if (length >= 0 && (field === 0 || field === bytesField)) {
      place[field === 0 ? 0 : 2] = at;
      place[field === 0 ? 1 : 3] = end;
    }
    at = end;
  }
  places.push(...place);
  return at;
}

/** A part of the Latin-1 text where all is ASCII: most fields are, and short ones are dear to decode. */
function textOf(source: Buffer, text: string, start: number, end: number): string {
  for (let at = start; at < end; at += 1) {
    if ((source[at] as number) > 0x7f) return source.toString('utf8', start, end);
  }
  return text.slice(start, end);
}
