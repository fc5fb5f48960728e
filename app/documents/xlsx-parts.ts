import type { Cell, Time } from '~/domain/exports/export';
import { escapeXml } from '~/primitives/escape-xml';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const packaging = 'http://schemas.openxmlformats.org/package/2006';
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const content = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Text that needs no look at all: most names, addresses and words of our own. */
const plain = /^[ !#-%'-;=?-^`-~\u00a0-\ud7ff]*$/;

/**
 * Text for an element or attribute. What would be read as an escape of its own (`_x000A_`,
 * ECMA-376 part 1, 22.9.2.19) is escaped; every line end is LF.
 */
export function xmlText(text: string): string {
  if (plain.test(text)) return text;
  return escapeXml(text)
    .replace(/\r\n?/g, '\n')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

/** Cell formats, by their place in `cellXfs` of the styles. */
const styles = { heading: 1, text: 2, time: 3 };

const dayInMs = 86_400_000;
/** 1970-01-01 counted in days as workbooks do. */
const unixEpoch = 25_569;

/** The day and its part on the clocks of the zone that the time was written in. */
function serialOf({ time }: Time): number {
  return Date.parse(`${time.slice(0, 23)}Z`) / dayInMs + unixEpoch;
}

const columnNames: string[] = [];

/** A, B … Z, AA … for columns counted from nought. */
function columnName(index: number): string {
  columnNames[index] ??= writeColumnName(index);
  return columnNames[index];
}

function writeColumnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

/**
 * One row. Text is an inline string in a cell formatted as text, so that nothing is calculated; a
 * time is a date of the workbook.
 */
export function rowXml(number: number, cells: readonly Cell[], heading = false): string {
  const style = heading ? styles.heading : styles.text;
  const filled = cells.map((cell, index) => {
    const at = `${columnName(index)}${number}`;
    if (cell === null || cell === '') return '';
    if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
    if (typeof cell === 'object')
      return `<c r="${at}" s="${styles.time}"><v>${serialOf(cell)}</v></c>`;
    const text = `<t xml:space="preserve">${xmlText(cell)}</t>`;
    return `<c r="${at}" s="${style}" t="inlineStr"><is>${text}</is></c>`;
  });
  return `<row r="${number}">${filled.join('')}</row>`;
}

/** What stands before the rows: the first row stays in sight, columns are wide enough for a name. */
export function sheetStart(columns: number, selected: boolean): string {
  const tab = selected ? ' tabSelected="1"' : '';
  return `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView${tab} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${columns}" width="22" customWidth="1"/></cols><sheetData>`;
}

/** What stands behind the rows: filters over all columns. */
export function sheetEnd(columns: number, rows: number): string {
  const all = `A1:${columnName(columns - 1)}${rows}`;
  return `</sheetData><autoFilter ref="${all}"/></worksheet>`;
}

/** The parts that name the sheets, by their paths in the package. */
export function workbookParts(sheetNames: string[]): Record<string, string> {
  const numbered = sheetNames.map((name, index) => ({ name: xmlText(name), number: index + 1 }));
  const stylesId = `rId${numbered.length + 1}`;
  return {
    'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${relation}"><sheets>${numbered
      .map(({ name, number }) => `<sheet name="${name}" sheetId="${number}" r:id="rId${number}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${declaration}<Relationships xmlns="${packaging}/relationships">${numbered
      .map(
        ({ number }) =>
          `<Relationship Id="rId${number}" Type="${relation}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
      )
      .join(
        '',
      )}<Relationship Id="${stylesId}" Type="${relation}/styles" Target="styles.xml"/></Relationships>`,
    '[Content_Types].xml': `${declaration}<Types xmlns="${packaging}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${content}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${content}.styles+xml"/>${numbered
      .map(
        ({ number }) =>
          `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${content}.worksheet+xml"/>`,
      )
      .join('')}</Types>`,
  };
}

/** The parts that are always the same. Programs that guess a file's kind look at the first ones. */
export const constantParts: Record<string, string> = {
  '_rels/.rels': `${declaration}<Relationships xmlns="${packaging}/relationships"><Relationship Id="rId1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
};

/** How cells look; times have the zone beside them, which a date of a workbook does not know. */
export function stylesPart(timeZone: string): Record<string, string> {
  const zone = timeZone.replaceAll(/[^\w/+-]/g, '');
  const format = xmlText(`yyyy\\-mm\\-dd\\ hh:mm:ss" ${zone}"`);
  return {
    'xl/styles.xml': `${declaration}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="${format}"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
  };
}
