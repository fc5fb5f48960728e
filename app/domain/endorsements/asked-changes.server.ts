import { createHash } from 'node:crypto';
import type { ChangesRow } from '~/db/endorsement-changes.server';
import type { EndorsementRow } from '~/db/endorsements.server';
import type { OrganisationWords } from './endorsement';
import { furtherLocales, type OrganisationNames } from './organisation-names';

/** What an approved organisation asks to have changed, apart from the picture itself. */
export type AskedChanges = OrganisationWords & {
  logo: 'keep' | 'replace' | 'remove';
  /** ISO 8601 in UTC. */
  askedAt: string;
  /** Names exactly this request: whoever decides says which one was seen. */
  fingerprint: string;
};

/** Which part of an endorsement differs, as the audit log names it. */
export type ChangedPart = keyof OrganisationWords | 'logo';

export function toWords(row: EndorsementRow | ChangesRow): OrganisationWords {
  return {
    organisation: row.organisation,
    organisationEn: row.organisation_en,
    names: row.names as OrganisationNames,
    statement: row.statement,
  };
}

/** Names exactly these words, this logo and this mailbox: whoever decides says what was seen. */
export function seenFingerprint(row: EndorsementRow, logoHash: string | null): string {
  const mailbox = row.mailbox_since?.toISOString() ?? '';
  return createHash('sha256')
    .update(JSON.stringify([...flatten(toWords(row)), logoHash ?? '', mailbox]))
    .digest('hex');
}

export function toAskedChanges(row: ChangesRow): AskedChanges {
  const words = toWords(row);
  const content = [...flatten(words), row.logo, row.logo_hash ?? ''];
  return {
    ...words,
    logo: row.logo as AskedChanges['logo'],
    askedAt: row.asked_at.toISOString(),
    fingerprint: createHash('sha256').update(JSON.stringify(content)).digest('hex'),
  };
}

/** The parts in which two differ, in the order of the form. */
export function changedParts(before: OrganisationWords, after: OrganisationWords): ChangedPart[] {
  const parts: (keyof OrganisationWords)[] = [
    'organisation',
    'organisationEn',
    'names',
    'statement',
  ];
  const written = (words: OrganisationWords, part: keyof OrganisationWords) =>
    part === 'names' ? nameList(words).join('\n') : words[part];
  return parts.filter((part) => written(before, part) !== written(after, part));
}

function flatten(words: OrganisationWords): string[] {
  const { organisation, organisationEn, statement } = words;
  return [organisation, organisationEn, ...nameList(words), statement ?? ''];
}

function nameList({ names }: OrganisationWords): string[] {
  return furtherLocales.map((locale) => names[locale] ?? '');
}
