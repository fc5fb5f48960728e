import type { OfferedExport } from '~/components/desk/export-form';
import { writeCount } from '~/components/desk/figures';
import type { Choice } from '~/components/desk/form-fields';
import { type ExportChoice, type ExportFormat, exportFormats } from '~/domain/exports/export';
import { type Act, type Organiser, permits } from '~/domain/organisers/organiser';
import { signatureSorts } from '~/domain/signatures/signature-list';
import type { FormFields } from './read-form.server';
import { readSignatureFilter } from './read-signature-filter.server';

type Offered = Pick<ExportChoice, 'what' | 'preset'> & { act: Act };
export type AskedExport = ExportChoice & { act: Act };

type Counts = {
  confirmed: number;
  pending: number;
  held?: number;
  withdrawn: number;
  invalidated: number;
  public: number;
  letterOnly: number;
  countedOnly: number;
  endorsementsApproved: number;
};

type Offer = Offered & {
  label: string;
  hint: string;
  rows(counts: Counts): number | null;
  apart?(counts: Counts): string;
};

const offers: Offer[] = [
  {
    what: 'signatures',
    preset: 'public',
    act: 'export-public',
    label: 'Signatures: public list',
    hint: 'What the public page shows.',
    rows: (counts) => counts.public,
  },
  {
    what: 'signatures',
    preset: 'letter',
    act: 'export-letter',
    label: 'Signatures: annex of the letter',
    hint: 'Everybody named in the letter, without addresses and comments. People who are counted only are left out.',
    rows: (counts) => counts.public + counts.letterOnly,
    apart: (counts) => `${writeCount(counts.countedOnly)} more are counted only.`,
  },
  {
    what: 'signatures',
    preset: 'full',
    act: 'export-full',
    label: 'Signatures: full record with email addresses',
    hint: 'Everything, also people who are counted only. Keep it only as long as you need it.',
    rows: ({ confirmed, pending, held = 0, withdrawn, invalidated }) =>
      confirmed + pending + held + withdrawn + invalidated,
  },
  {
    what: 'endorsements',
    preset: 'public',
    act: 'export-public',
    label: 'Organisations: public list',
    hint: 'Approved organisations, without email addresses.',
    rows: (counts) => counts.endorsementsApproved,
  },
  {
    what: 'endorsements',
    preset: 'full',
    act: 'export-full',
    label: 'Organisations: full record with email addresses',
    hint: 'In every state, with who decided and on what basis.',
    rows: () => null,
  },
  {
    what: 'paper',
    preset: 'full',
    act: 'export-full',
    label: 'Paper signatures: batches',
    hint: 'Numbers, where and by whom, who verified; no names of signatories, which are not stored.',
    rows: () => null,
  },
];

/** What the form offers to a role, with the number of rows where it is known beforehand. */
export function exportsFor(role: Organiser['role'], counts: Counts): OfferedExport[] {
  return offers.map(({ what, preset, act, label, hint, rows, apart }) => {
    const count = rows(counts);
    const rowsNow = count === null ? null : `${writeCount(count)} rows now.`;
    return {
      value: `${what}/${preset}`,
      label,
      hint: [hint, rowsNow, apart?.(counts)].filter(Boolean).join(' '),
      allowed: permits(role, act),
    };
  });
}

/** The act that an export of this preset takes. */
export const actOfPreset: Record<ExportChoice['preset'], Act> = {
  public: 'export-public',
  letter: 'export-letter',
  full: 'export-full',
};

/** What the form calls an export, or its parts where it is offered no more. */
export function labelOfExport({ what, preset }: Pick<ExportChoice, 'what' | 'preset'>): string {
  const offer = offers.find((one) => one.what === what && one.preset === preset);
  return offer?.label ?? `${what}, ${preset}`;
}

/** The formats as the form offers them; the first is taken where none is asked for. */
export const formatChoices: (Choice & { value: ExportFormat })[] = [
  { value: 'csv', label: 'CSV', hint: 'Text in UTF-8; opens in Excel and LibreOffice.' },
  {
    value: 'xlsx',
    label: 'XLSX',
    hint: 'An Excel workbook; dates, numbers and text keep their kind.',
  },
  { value: 'jsonl', label: 'JSON Lines', hint: 'For programs: an object a line.' },
  { value: 'json', label: 'JSON', hint: 'For programs: an array with an object for each row.' },
];

/**
 * Reads `export` ("signatures/public"), or `what` and `preset` apart, `format` (CSV where it is not
 * given), `zone` (UTC), `view` with `narrow` (a view of the table, for signatures), `reason` and
 * `recipient`, and says which act it takes; null for anything that is not offered.
 */
export function readExport(fields: FormFields): AskedExport | null {
  const asked = fields.export ?? `${fields.what ?? ''}/${fields.preset ?? ''}`;
  const offer = offers.find(({ what, preset }) => `${what}/${preset}` === asked);
  const format = exportFormats.find((name) => name === (fields.format || 'csv'));
  if (!offer || !format) return null;
  const { what, preset, act } = offer;
  const view = what === 'signatures' && fields.narrow === 'yes' ? readView(fields.view) : null;
  return {
    ...{ what, preset, act, format, view },
    timeZone: fields.zone?.trim() || 'UTC',
    reason: fields.reason?.trim() || null,
    recipient: fields.recipient?.trim() || null,
  };
}

/** A view of the table of signatures by what its address says behind the question mark. */
export function readView(search: string | undefined): ExportChoice['view'] {
  if (!search) return null;
  const query = new URLSearchParams(search.replace(/^\?/, ''));
  const { filter, order } = readSignatureFilter({ url: `http://desk.invalid/?${query}` });
  const sort = signatureSorts.find((one) => one === order.sort) ?? 'number';
  const narrowing = sort === 'name' || Object.values(filter).some((value) => value !== undefined);
  return narrowing ? { filter, sort } : null;
}

/** The same choice as fields of a form, without what is asked only once it is clear what it is. */
export function fieldsOfExport(
  asked: AskedExport,
  view: string | undefined,
): Record<string, string> {
  return {
    export: `${asked.what}/${asked.preset}`,
    format: asked.format,
    zone: asked.timeZone,
    ...(asked.view && view ? { view, narrow: 'yes' } : {}),
  };
}
