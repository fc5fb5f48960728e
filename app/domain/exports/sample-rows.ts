import { type Cell, type ExportSample, type Progress, sampleRows } from './export';

/** The same rows, counted when they are taken. */
export async function* counted(
  rows: AsyncIterable<Cell[][]>,
  progress: Progress,
): AsyncGenerator<Cell[][]> {
  for await (const some of rows) {
    progress.rows += some.length;
    yield some;
  }
}

/** The first few rows, with what names a person masked in these columns. */
export async function takeSample(
  columns: readonly string[],
  rows: AsyncIterable<Cell[][]>,
  masks: Record<string, (text: string) => string>,
): Promise<ExportSample> {
  const taken: Cell[][] = [];
  for await (const some of rows) {
    taken.push(...some.slice(0, sampleRows - taken.length));
    if (taken.length === sampleRows) break;
  }
  const masked = taken.map((row) =>
    row.map((cell, place) => maskCell(cell, masks[columns[place] ?? ''])),
  );
  return { columns, rows: masked };
}

function maskCell(cell: Cell, mask: ((text: string) => string) | undefined): Cell {
  return typeof cell === 'string' && mask ? mask(cell) : cell;
}
