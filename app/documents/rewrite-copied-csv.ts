import { csvField } from '~/documents/write-csv';
import type { CopiedColumn } from '~/domain/exports/export';

type Kind = CopiedColumn['kind'];

const comma = 0x2c;
const quote = 0x22;
const lf = 0x0a;
const cr = 0x0d;
const semicolon = 0x3b;
const tab = 0x09;
const colon = 0x3a;

/**
 * First bytes of text that may need a guard or quotes: control characters, blank, quotes, signs, and
 * the lead bytes (UTF-8) of every blank, quote, sign and invisible character that `guardFormula`
 * knows. A byte too many costs a moment; one that is missing is a formula.
 */
const suspiciousFirst = new Uint8Array(256);
for (let byte = 0; byte <= 0x20; byte += 1) suspiciousFirst[byte] = 1;
for (const sign of '"\'`=+-@') suspiciousFirst[sign.charCodeAt(0)] = 1;
for (const lead of [0xc2, 0xcd, 0xd8, 0xe1, 0xe2, 0xe3, 0xef]) suspiciousFirst[lead] = 1;

/** Lead bytes of blanks beyond ASCII, two or three bytes before the end of a text. */
const blankLead = new Uint8Array(256);
for (const lead of [0xc2, 0xe1, 0xe2, 0xe3, 0xef]) blankLead[lead] = 1;

/**
 * Turns what `COPY … TO STDOUT (FORMAT csv)` gives into the records of `csvRow`, bytes to bytes:
 * CRLF, guarded text, times (`2026-11-29 09:00:00.123456+00`) as ISO 8601 in the session's zone
 * (`2026-11-29T09:00:00.123Z`). Fields that can need neither guard nor other quotes are copied as they
 * are; the rest goes through `csvField`, so that there is one rule. `write` gives whole records and
 * keeps the beginning of the next; `end` throws when one was cut off.
 */
export function createCsvRewriter(columns: readonly Kind[]): {
  write(chunk: Buffer): Buffer;
  /** Records that were given out so far. */
  readonly records: number;
  end(): void;
} {
  let rest: Buffer = Buffer.alloc(0);
  let given = 0;
  return {
    get records() {
      return given;
    },
    write(chunk) {
      const source = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      const { written, read, records } = rewriteRecords(source, columns);
      given += records;
      rest = source.subarray(read);
      return written;
    },
    end() {
      if (rest.length > 0) throw new Error('a copied record was cut off');
    },
  };
}

function rewriteRecords(
  source: Buffer,
  columns: readonly Kind[],
): { written: Buffer; read: number; records: number } {
  let out = Buffer.allocUnsafe(source.length + (source.length >> 2) + 64);
  let o = 0;
  let records = 0;
  let recordEnd = 0;
  let writtenEnd = 0;
  let column = 0;
  let i = 0;
  while (i < source.length) {
    const start = i;
    const quoted = source[i] === quote;
    let odd = false;
    if (quoted) {
      i = endOfQuoted(source, i);
      if (i < 0) break;
    }
    let byte = source[i] as number;
    while (byte !== comma && byte !== lf && i < source.length) {
      if (byte === semicolon || byte === tab) odd = true;
      i += 1;
      byte = source[i] as number;
    }
    if (i >= source.length) break;
    // Room for this field at its longest (every byte doubled, a guard, two quotes) and a line end.
    if (out.length - o < 2 * (i - start) + 32) out = grow(out, o, 2 * (i - start));
    const kind = columns[column];
    if (i === start) {
      // The empty field is the same in both.
    } else if (kind === 'text' && (quoted || odd || needsLook(source, start, i))) {
      o += out.write(csvField(readField(source, start, i, quoted)), o, 'utf8');
    } else if (kind === 'time') {
      o = writeTime(source, start, i, out, o);
    } else {
      for (let from = start; from < i; from += 1) out[o++] = source[from] as number;
    }
    i += 1;
    if (byte === comma) {
      out[o++] = comma;
      column += 1;
      continue;
    }
    out[o++] = cr;
    out[o++] = lf;
    column = 0;
    records += 1;
    recordEnd = i;
    writtenEnd = o;
  }
  return { written: out.subarray(0, writtenEnd), read: recordEnd, records };
}

/** Behind the closing quote, or -1 where the text ends before it is sure which one that is. */
function endOfQuoted(source: Buffer, start: number): number {
  let i = start + 1;
  while (i < source.length) {
    if (source[i] !== quote) i += 1;
    else if (i + 1 >= source.length) return -1;
    else if (source[i + 1] === quote) i += 2;
    else return i + 1;
  }
  return -1;
}

function needsLook(source: Buffer, start: number, end: number): boolean {
  return (
    suspiciousFirst[source[start] as number] === 1 ||
    (source[end - 1] as number) <= 0x20 ||
    (end - start > 1 && blankLead[source[end - 2] as number] === 1) ||
    (end - start > 2 && blankLead[source[end - 3] as number] === 1)
  );
}

function readField(source: Buffer, start: number, end: number, quoted: boolean): string {
  if (!quoted) return source.toString('utf8', start, end);
  return source.toString('utf8', start + 1, end - 1).replaceAll('""', '"');
}

/**
 * `2026-11-29 09:00:00[.f…]+00` as ISO 8601 with milliseconds, cut off as JavaScript does; the
 * offset is `+hh` or `+hh:mm`, and `Z` stands for none. The byte twin of `zonedTimeOf`.
 */
function writeTime(source: Buffer, start: number, end: number, out: Buffer, at: number): number {
  let o = at;
  for (let from = start; from < start + 19; from += 1) out[o++] = source[from] as number;
  out[at + 10] = 0x54;
  out[o++] = 0x2e;
  let digit = source[start + 19] === 0x2e ? start + 20 : end;
  for (let place = 0; place < 3; place += 1, digit += 1) {
    const byte = digit < end ? (source[digit] as number) : 0;
    if (byte < 0x30 || byte > 0x39) digit = end;
    out[o++] = digit < end ? byte : 0x30;
  }
  let offset = end - 3;
  if (source[offset] === colon) offset = end - 6;
  const zero = source[offset + 1] === 0x30 && source[offset + 2] === 0x30;
  if (zero && offset === end - 3) {
    out[o++] = 0x5a;
    return o;
  }
  for (let from = offset; from < end; from += 1) out[o++] = source[from] as number;
  if (offset === end - 3) o += out.write(':00', o, 'latin1');
  return o;
}

function grow(out: Buffer<ArrayBuffer>, used: number, more: number): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafe(out.length * 2 + more + 64);
  out.copy(larger, 0, 0, used);
  return larger;
}
