import type { ExportChoice } from '~/components/desk/export-form';
import { writeCount } from '~/components/desk/figures';
import { type Act, type Organiser, permits } from '~/domain/organisers/organiser';
import type { FormFields } from './read-form.server';

type SignatureExport = { what: 'signatures'; preset: 'public' | 'letter' | 'full' };
type EndorsementExport = { what: 'endorsements'; preset: 'public' | 'full' };
type Export = (SignatureExport | EndorsementExport) & { act: Act };

type Counts = {
  confirmed: number;
  pending: number;
  withdrawn: number;
  invalidated: number;
  public: number;
  letterOnly: number;
  endorsementsApproved: number;
};

type Offer = Export & { label: string; hint: string; rows(counts: Counts): number | null };

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
  },
  {
    what: 'signatures',
    preset: 'full',
    act: 'export-full',
    label: 'Signatures: full record with email addresses',
    hint: 'Everything, also people who are counted only. Keep it only as long as you need it.',
    rows: (counts) => counts.confirmed + counts.pending + counts.withdrawn + counts.invalidated,
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
];

/** What the form offers to a role, with the number of rows where it is known beforehand. */
export function exportsFor(role: Organiser['role'], counts: Counts): ExportChoice[] {
  return offers.map(({ what, preset, act, label, hint, rows }) => {
    const count = rows(counts);
    return {
      value: `${what}/${preset}`,
      label,
      hint: count === null ? hint : `${hint} ${writeCount(count)} rows now.`,
      allowed: permits(role, act),
    };
  });
}

/**
 * Reads `export` ("signatures/public"), or `what` and `preset` apart, and says which act it takes;
 * null for anything that is not offered.
 */
export function readExport(fields: FormFields): Export | null {
  const asked = fields.export ?? `${fields.what ?? ''}/${fields.preset ?? ''}`;
  return offers.find(({ what, preset }) => `${what}/${preset}` === asked) ?? null;
}
