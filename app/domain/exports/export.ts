/** Who an export of signatures is for: everybody, the addressee, or the organisers' own records. */
export const signaturePresets = ['public', 'letter', 'full'] as const;
export type SignaturePreset = (typeof signaturePresets)[number];

export const endorsementPresets = ['public', 'full'] as const;
export type EndorsementPreset = (typeof endorsementPresets)[number];

export const exportFormats = ['csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export type Cell = string | number | null;

/** A file in the making; `rows` is text to be written as it comes. */
export type ExportFile = {
  fileName: string;
  contentType: string;
  rowCount: number;
  /** For `letter`: people who are counted and not named; null elsewhere. */
  countedOnly: number | null;
  rows: AsyncIterable<string>;
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
