import { setImmediate as nextTurn } from 'node:timers/promises';
import { runsByScript } from '~/documents/document-fonts.server';
import { documentWords } from '~/documents/document-words';
import { findUndrawn } from '~/documents/find-undrawn';
import {
  type InkLine,
  ink,
  inkRuns,
  measureInk,
  type PlacedLine,
} from '~/documents/lay-out-blocks.server';
import { widthInEm } from '~/documents/lay-out-word.server';
import { paper, textWidthOfPage } from '~/documents/pdf-sheet.server';
import type { Face } from '~/documents/script-runs';
import { wrapRuns } from '~/documents/wrap-runs';
import type { SnapshotSignatory } from '~/domain/letters/letter-snapshot';
import { countryName } from '~/i18n/country-names';
import type { Locale } from '~/i18n/locale';
import { scriptName } from '~/i18n/script-names';

const size = 9;
const lineHeight = 12.4;
const rowPadding = 3.2;
const gutter = 10;
const nameWidth = 150;
const countryWidth = 92;
const nameColumn = 1;
type Column = { x: number; width: number };

/** One row of the annex: the lines of each of its four cells, and its height in points. */
export type AnnexRow = { cells: InkLine[][]; height: number };

/** The signatories as rows of number, name, title or affiliation, and country. */
export class AnnexRows {
  readonly count: number;
  private readonly face: Face;
  private readonly columns: Column[];
  private readonly countries = new Map<string, string>();

  constructor(
    private readonly locale: Locale,
    private readonly signatories: SnapshotSignatory[],
  ) {
    this.count = signatories.length;
    this.face = locale === 'ko' ? 'korean' : 'serif';
    const widestNumber = String(this.count).replace(/\d/g, '0');
    const number = Math.max(24, widthInEm('serif-regular', widestNumber) * size + 1) + gutter;
    const country = textWidthOfPage - countryWidth;
    this.columns = [
      { x: 0, width: number - gutter },
      { x: number, width: nameWidth - gutter },
      { x: number + nameWidth, width: country - number - nameWidth - gutter },
      { x: country, width: countryWidth },
    ];
  }

  /** The names of the columns, which stand above the rows of every page. */
  header(): AnnexRow {
    const { number, name, affiliation, country } = documentWords[this.locale].columns;
    return this.set([number, name, affiliation, country], true, ink.soft);
  }

  row(index: number): AnnexRow {
    const signatory = this.signatories[index];
    if (!signatory) throw new Error(`there is no signatory ${index}`);
    const { title, affiliation, country } = signatory;
    const [name = '', ...belowName] = this.nameLines(signatory);
    const position = [title, affiliation].filter(Boolean).join(', ');
    const texts = [String(index + 1), name, position, this.place(country)];
    return this.set(texts, false, ink.text, belowName);
  }

  /**
   * The name and below it its Latin spelling. A name that no font can draw gives way to the Latin
   * spelling and stands below; without one, its script is said.
   */
  private nameLines({ name, latinName }: SnapshotSignatory): string[] {
    const latin = latinName && latinName !== name ? [latinName] : [];
    const found = findUndrawn(runsByScript(name, this.face));
    if (found.drawn) return [name, ...latin];
    if (latin.length > 0 || found.script === null) return [...latin, name];
    return [name, documentWords[this.locale].script(scriptName(this.locale, found.script))];
  }

  /**
   * Shares the rows out to pages, none across two, and gives the index of each page's first row.
   * `heights` are the points for rows on the first and on the following pages. Long work gives
   * way to other work now and then.
   */
  async paginate(heights: { first: number; following: number }): Promise<number[]> {
    const header = this.header().height + 2;
    const firstRows = [0];
    let left = heights.first - header;
    for (let index = 0; index < this.count; index += 1) {
      const { height } = this.row(index);
      if (height > left && index > 0) {
        firstRows.push(index);
        left = heights.following - header;
      }
      left -= height;
      if (index % 500 === 499) await nextTurn();
    }
    return firstRows;
  }

  private place(country: string | null): string {
    if (country === null) return '';
    let name = this.countries.get(country);
    if (name === undefined) {
      name = countryName(this.locale, country);
      this.countries.set(country, name);
    }
    return name;
  }

  private set(texts: string[], bold: boolean, colour: string, belowName: string[] = []): AnnexRow {
    const cells = this.columns.map(({ width }, column) => {
      const lines = (text: string, inked: string) => {
        const look = { size, bold, colour: inked, language: this.locale };
        const runs = inkRuns({ text, bold }, this.face, look);
        return text === '' ? [] : wrapRuns(runs, width, measureInk);
      };
      const first = lines(texts[column] ?? '', column === 0 ? ink.soft : colour);
      if (column !== nameColumn) return first;
      return [...first, ...belowName.flatMap((text) => lines(text, ink.soft))];
    });
    const lines = Math.max(1, ...cells.map((cell) => cell.length));
    return { cells, height: lines * lineHeight + rowPadding };
  }

  /** The lines of a row whose top is at `y`, cell by cell in reading order. */
  lines(row: AnnexRow, y: number): PlacedLine[] {
    return row.cells.flatMap((cell, column) =>
      cell.map((line, index) => ({
        line,
        x: paper.left + (this.columns[column]?.x ?? 0),
        baseline: y + rowPadding / 2 + lineHeight * (index + 0.76),
      })),
    );
  }
}
