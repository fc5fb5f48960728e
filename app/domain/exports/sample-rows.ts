import { type Cell, type ExportSample, type Progress, sampleRows } from './export';

/** The same rows, each counted when it is taken. */
export async function* counted(
  rows: AsyncIterable<Cell[]>,
  progress: Progress,
): AsyncGenerator<Cell[]> {
  for await (const row of rows) {
    progress.rows += 1;
    yield row;
  }
}

/** The first few rows, with what names a person masked in these columns. */
export async function takeSample(
  columns: readonly string[],
  rows: AsyncIterable<Cell[]>,
  masks: Record<string, (text: string) => string>,
): Promise<ExportSample> {
  const taken: Cell[][] = [];
  for await (const row of rows) {
    taken.push(row.map((cell, place) => masked(cell, masks[columns[place] ?? ''])));
    if (taken.length === sampleRows) break;
  }
  return { columns, rows: taken };
}

function masked(cell: Cell, mask: ((text: string) => string) | undefined): Cell {
  return typeof cell === 'string' && mask ? mask(cell) : cell;
}
