/** Who an export of signatures is for: everybody, the addressee, or the organisers' own records. */
export const signaturePresets = ['public', 'letter', 'full'] as const;
export type SignaturePreset = (typeof signaturePresets)[number];

export const endorsementPresets = ['public', 'full'] as const;
export type EndorsementPreset = (typeof endorsementPresets)[number];

export const exportFormats = ['csv', 'xlsx', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportContentTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
};

export type Cell = string | number | null;

/** What an export holds, whatever the format. Each row has a cell for each of the columns. */
export type Table = {
  title: string;
  columns: readonly string[];
  rows: AsyncIterable<Cell[]>;
  /** Numbers about the rows that are no rows; formats without a place for them leave them out. */
  apart: { name: string; count: number }[];
};

/** A file in the making; `rows` is text or bytes to be written as they come. */
export type ExportFile = {
  fileName: string;
  contentType: string;
  rowCount: number;
  /** For `letter`: people who are counted and not named; null elsewhere. */
  countedOnly: number | null;
  rows: AsyncIterable<string | Uint8Array>;
};

export const fullSignatureColumns = [
  'number',
  'name',
  'email',
  'affiliation',
  'title',
  'country',
  'locale',
  'visibility',
  'comment',
  'state',
  'letter_version',
  'signed_at',
  'confirmed_at',
  'withdrawn_at',
  'source',
] as const;
export type SignatureColumn = (typeof fullSignatureColumns)[number];

const privateColumns: readonly SignatureColumn[] = ['email', 'comment'];

/** The columns of a preset, in the order of the file. */
export function signatureColumns(preset: SignaturePreset): SignatureColumn[] {
  return fullSignatureColumns.filter(
    (column) => preset === 'full' || !privateColumns.includes(column),
  );
}
