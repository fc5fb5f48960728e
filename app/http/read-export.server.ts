import type { ExportChoice } from '~/components/desk/export-form';
import { writeCount } from '~/components/desk/figures';
import type { Choice } from '~/components/desk/form-fields';
import { type ExportFormat, exportFormats } from '~/domain/exports/export';
import { type Act, type Organiser, permits } from '~/domain/organisers/organiser';
import type { FormFields } from './read-form.server';

type SignatureExport = { what: 'signatures'; preset: 'public' | 'letter' | 'full' };
type EndorsementExport = { what: 'endorsements'; preset: 'public' | 'full' };
type PaperExport = { what: 'paper'; preset: 'full' };
type Offered = (SignatureExport | EndorsementExport | PaperExport) & { act: Act };
type Export = Offered & { format: ExportFormat };

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
export function exportsFor(role: Organiser['role'], counts: Counts): ExportChoice[] {
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

/** The formats as the form offers them; the first is taken where none is asked for. */
export const formatChoices: Choice[] = [
  { value: 'csv', label: 'CSV', hint: 'Text in UTF-8; opens in Excel and LibreOffice.' },
  { value: 'xlsx', label: 'XLSX', hint: 'An Excel workbook; numbers and text keep their kind.' },
  { value: 'json', label: 'JSON', hint: 'For programs: an array with an object for each row.' },
];

/**
 * Reads `export` ("signatures/public"), or `what` and `preset` apart, and `format` (CSV where it
 * is not given), and says which act it takes; null for anything that is not offered.
 */
export function readExport(fields: FormFields): Export | null {
  const asked = fields.export ?? `${fields.what ?? ''}/${fields.preset ?? ''}`;
  const offer = offers.find(({ what, preset }) => `${what}/${preset}` === asked);
  const format = exportFormats.find((name) => name === (fields.format || 'csv'));
  return offer && format ? { ...offer, format } : null;
}
