import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import {
  constantParts,
  rowXml,
  sheetEnd,
  sheetStart,
  stylesPart,
  workbookParts,
} from '~/documents/xlsx-parts';
import type { Cell, Table } from '~/domain/exports/export';

/** What a sheet can hold below its heading (Excel: 1,048,576 rows in all). */
const rowsOfASheet = 1_048_575;
const pieceLength = 32_768;

/** The same table gives the same bytes: times inside the package are always this one. */
const entry = { mtime: new Date(2000, 0, 1), mode: 0o100644, forceDosTimestamp: true };

/**
 * A workbook (ECMA-376) for Excel and LibreOffice, as it is made: bold headings that stay in
 * sight, with filters, text always as text and never calculated, numbers as numbers, times as dates. Rows beyond what a sheet
 * can hold go on in another; what the table says apart is on a sheet "Summary". Takes rows only as
 * fast as the file is read, leaves them when its reader stops, and throws when they fail.
 */
export async function* writeXlsx(
  table: Table,
  { rowsPerSheet = rowsOfASheet } = {},
): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  const stop = new AbortController();
  zip.on('error', (error: Error) => out.destroy(error));
  const filled = fill(zip, table, rowsPerSheet, stop.signal);
  filled.catch((error: Error) => out.destroy(error));
  try {
    for await (const piece of out) yield piece;
    await filled;
  } finally {
    stop.abort();
    out.destroy();
  }
}

async function fill(zip: ZipFile, table: Table, rowsPerSheet: number, stop: AbortSignal) {
  const names: string[] = [];
  const addSheet = async (name: string, xml: AsyncIterable<string>) => {
    names.push(name);
    const source = Readable.from(xml, { highWaterMark: 2, signal: stop });
    zip.addReadStream(source, `xl/worksheets/sheet${names.length}.xml`, entry);
    await finished(source);
  };
  const addParts = (parts: Record<string, string>) => {
    for (const [path, xml] of Object.entries(parts)) zip.addBuffer(Buffer.from(xml), path, entry);
  };
  addParts(constantParts);
  addParts(stylesPart(table.timeZone ?? 'UTC'));
  const rows = new Portions(table.rows);
  do {
    const name = names.length === 0 ? table.title : `${table.title} ${names.length + 1}`;
    await addSheet(name, sheetXml(table.columns, rows.take(rowsPerSheet), names.length === 0));
  } while (await rows.more());
  if (table.apart.length > 0) {
    await addSheet('Summary', sheetXml(['what', 'number'], apartRows(table), false));
  }
  addParts(workbookParts(names));
  zip.end();
}

async function* sheetXml(
  columns: readonly string[],
  rows: AsyncIterable<Cell[][]>,
  selected: boolean,
): AsyncGenerator<string> {
  let number = 1;
  let piece = sheetStart(columns.length, selected) + rowXml(number, columns, true);
  for await (const some of rows) {
    for (const row of some) {
      number += 1;
      piece += rowXml(number, row);
      if (piece.length < pieceLength) continue;
      yield piece;
      piece = '';
    }
  }
  yield piece + sheetEnd(columns.length, number);
}

async function* apartRows({ apart }: Table): AsyncGenerator<Cell[][]> {
  yield apart.map(({ name, count }) => [name, count]);
}

/** Rows that are taken in portions; whether there are more is known only by asking for the next. */
class Portions {
  private readonly rows: AsyncIterator<Cell[][]>;
  private ahead: Cell[][] = [];

  constructor(rows: AsyncIterable<Cell[][]>) {
    this.rows = rows[Symbol.asyncIterator]();
  }

  async more(): Promise<boolean> {
    while (this.ahead.length === 0) {
      const next = await this.rows.next();
      if (next.done) return false;
      this.ahead = next.value;
    }
    return true;
  }

  async *take(count: number): AsyncGenerator<Cell[][]> {
    let whole = false;
    try {
      for (let taken = 0; taken < count && (await this.more()); ) {
        const some = this.ahead.slice(0, count - taken);
        this.ahead = this.ahead.slice(some.length);
        taken += some.length;
        yield some;
      }
      whole = true;
    } finally {
      if (!whole) await this.rows.return?.();
    }
  }
}
