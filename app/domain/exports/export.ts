import type { Duration } from '~/primitives/duration';
import type { Actor } from '../organisers/organiser';
import type { SignatureListFilter, SignatureSort } from '../signatures/signature-list';

/** Who an export of signatures is for: everybody, the addressee, or the organisers' own records. */
export const signaturePresets = ['public', 'letter', 'full'] as const;
export type SignaturePreset = (typeof signaturePresets)[number];

export const endorsementPresets = ['public', 'full'] as const;
export type EndorsementPreset = (typeof endorsementPresets)[number];

export const exportFormats = ['csv', 'xlsx', 'json', 'jsonl'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportContentTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
};

/** A moment as ISO 8601 in the zone of the file, kept apart from text so that a workbook has a date. */
export type Time = { readonly time: string };
export type Cell = string | number | null | Time;

/** What an export holds, whatever the format. Each row has a cell for each of the columns. */
export type Table = {
  title: string;
  columns: readonly string[];
  /** Some rows at a time, because a million awaited singly would take longer than being written. */
  rows: AsyncIterable<Cell[][]>;
  /** Numbers about the rows that are no rows; formats without a place for them leave them out. */
  apart: { name: string; count: number }[];
  /** On whose clocks the times are; a workbook says so beside each. UTC where it is not given. */
  timeZone?: string;
};

/** What a column of a copied table holds: text that people typed, a moment, or our own words. */
export type CopiedColumn = { name: string; kind: 'text' | 'time' | 'plain' };

/** The filter and order of the table of signatures, as its address has them. */
export type ExportView = { filter: SignatureListFilter; sort: SignatureSort };

export type ExportWhat = 'signatures' | 'endorsements' | 'paper';

/** What somebody asks for. `paper` has the preset `full` only, `endorsements` no `letter`. */
export type ExportChoice = {
  what: ExportWhat;
  preset: SignaturePreset;
  format: ExportFormat;
  timeZone: string;
  /** Only what this view of the table finds; null for all. */
  view: ExportView | null;
  /** Why the full record is needed; null where nobody is asked. */
  reason: string | null;
  /** Whose key the file is encrypted with (`age1…`); null for nobody's. */
  recipient: string | null;
};

export type ExportAsked = ExportChoice & { slug: string; actor: Actor };

/** What a source of rows must know; a reader that takes nothing for `patience` loses it. */
export type SourceInput = Pick<ExportChoice, 'preset' | 'format' | 'timeZone' | 'view'> & {
  patience?: Duration;
};

/** Rows of one moment, counted, on their way into a file. Whoever opens it must close it. */
export type ExportSource = {
  rowCount: number;
  /** For `letter`: people who are counted and not named; null elsewhere. */
  countedOnly: number | null;
  pieces: AsyncIterable<string | Uint8Array>;
  /** How many rows have gone into the file so far. */
  progress: Progress;
  /** The first few rows as a look at them before the export may show them: masked, not public ones. */
  sample(): Promise<ExportSample>;
  close(): void;
};

export type Progress = { rows: number };
export type ExportSample = { columns: readonly string[]; rows: Cell[][] };

/** How many rows a sample has. */
export const sampleRows = 3;

/** A file in the making; `rows` is bytes to be taken as they come. */
export type ExportFile = {
  fileName: string;
  contentType: string;
  rowCount: number;
  countedOnly: number | null;
  rows: AsyncIterable<Uint8Array>;
  /** For whoever takes no more of it; harmless after the end. */
  close(): Promise<void>;
  /** What stands beside the file, by another name where it was given one; only once it is whole. */
  manifest(savedAs?: string): string;
};

export const exportStates = [
  'queued',
  'running',
  'ready',
  'failed',
  'cancelled',
  'expired',
] as const;
export type ExportState = (typeof exportStates)[number];

/** From so many rows on the worker makes the file; fewer are written while they are downloaded. */
export const rowsForTheWorker = 20_000;

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
