import type { Context } from '~/context.server';
import type { TableRow } from '~/db/signature-table.server';
import type { Locale } from '~/i18n/locale';
import { maskEmailAddress } from '~/primitives/email-address';
import { maskName } from '~/primitives/mask-name';
import type { SigningFlag } from '../protection/signing-flag';
import { unsealSignatory } from './sealed-signatory.server';
import type { SealedSignatory, SignatureState, SignatureVisibility } from './signature';

export type DeskSignature = {
  id: string;
  number: number;
  /** Whether `name`, `title` and `affiliation` are what everybody may read; else they are masked. */
  named: boolean;
  name: string;
  emailMasked: string;
  title: string | null;
  affiliation: string | null;
  country: string | null;
  locale: Locale;
  visibility: SignatureVisibility;
  state: SignatureState;
  /** ISO 8601 in UTC. */
  signedAt: string;
  flags: SigningFlag[];
  source: string | null;
  /** Number of the version that was signed. */
  version: number;
  /** Kept off the public list by organisers. */
  hidden: boolean;
  duplicate: boolean;
};

/** Words of somebody who is not public, as organisers see them without asking. */
export function maskWords(person: SealedSignatory) {
  return {
    name: maskName(person.name),
    title: person.title && '•••',
    affiliation: person.affiliation && '•••',
  };
}

/** A row of the organisers' table: the words of public people, the rest masked. */
export function viewTableRow(ctx: Context, row: TableRow): DeskSignature {
  const person = unsealSignatory(ctx, row);
  const named = row.state === 'confirmed' && row.visibility === 'public';
  const { name, title, affiliation } = named ? person : maskWords(person);
  return {
    id: row.id,
    number: row.number,
    named,
    name,
    title,
    affiliation,
    emailMasked: person.email ? maskEmailAddress(person.email) : 'erased',
    country: row.country,
    locale: row.locale as Locale,
    visibility: row.visibility as SignatureVisibility,
    state: row.state as SignatureState,
    signedAt: row.signed_at.toISOString(),
    flags: row.flags as SigningFlag[],
    source: row.source,
    version: row.version_number,
    hidden: row.list_hidden_at !== null,
    duplicate: row.duplicate_of !== null,
  };
}
