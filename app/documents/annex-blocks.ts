import { addendumWords } from '~/documents/addendum-words';
import { documentWords, formatCount } from '~/documents/document-words';
import { type Block, plainRow } from '~/documents/letter-blocks';
import { namedToAddresseeOnly, signatureStatements } from '~/documents/signature-statements';
import { snapshotWarnings } from '~/documents/snapshot-warnings';
import { inOrder, shownNames } from '~/domain/endorsements/organisation-names';
import type { LetterSnapshot } from '~/domain/letters/letter-snapshot';
import type { SeparateAnnex } from '~/domain/letters/press';
import { countryName } from '~/i18n/country-names';
import { formatMoment } from '~/i18n/format-date';
import type { Locale } from '~/i18n/locale';

/** The endorsing organisations in the order of a language: both names, country, and who signs. */
export function organisationBlocks(snapshot: LetterSnapshot, locale: Locale): Block[] {
  if (snapshot.endorsements.length === 0) return [];
  const heading = documentWords[locale].organisations;
  const count = formatCount(locale, snapshot.endorsements.length);
  return [
    {
      tag: 'H1',
      rows: [plainRow(`${heading} (${count})`, 'heading')],
      gap: 0,
      keepWithNext: true,
      ruleBelow: true,
    },
    ...inOrder(snapshot.endorsements, locale).map((endorsement, index): Block => {
      const { representative, role } = endorsement;
      const { name, beside } = shownNames(endorsement, locale);
      const country = countryName(locale, endorsement.country);
      const mark = endorsement.coordinator ? documentWords[locale].coordinator : null;
      const person = [representative, role].filter(Boolean).join(', ');
      return {
        tag: 'LI',
        label: `${index + 1}.`,
        rows: [
          plainRow(name, 'body', true),
          plainRow([mark, beside, country].filter(Boolean).join(' · '), 'small'),
          ...(person === '' ? [] : [plainRow(person, 'small')]),
        ],
        gap: 0.75,
      };
    }),
  ];
}

/** What stands above the names of Annex A: its heading, and an account of every signature. */
export function annexOpeningBlocks(snapshot: LetterSnapshot, locale: Locale): Block[] {
  const { annex, signatories } = documentWords[locale];
  return [
    {
      tag: 'H1',
      rows: [plainRow(`${annex}. ${signatories}`, 'heading')],
      gap: 0,
      keepWithNext: true,
      ruleBelow: true,
    },
    {
      tag: 'P',
      rows: statementsOf(snapshot, locale).map((sentence) => plainRow(sentence, 'body')),
      gap: 0.7,
      keepWithNext: true,
    },
  ];
}

/** In place of the names, where Annex A is a document of its own: which one. */
export function annexElsewhereBlocks(
  snapshot: LetterSnapshot,
  locale: Locale,
  { hash, names }: SeparateAnnex,
): Block[] {
  const { annexElsewhere, record } = documentWords[locale];
  return [
    ...annexOpeningBlocks(snapshot, locale),
    { tag: 'P', rows: [plainRow(annexElsewhere(names), 'body')], gap: 0.8 },
    factBlock(record.annexHash, hash, 0.8),
  ];
}

/** Who signed the document, where it is signed. */
export function signerBlocks(
  signer: { name: string; fingerprint: string } | null,
  locale: Locale,
): Block[] {
  if (!signer) return [];
  const { record } = documentWords[locale];
  return [
    factBlock(record.signedBy, signer.name, 0.8),
    factBlock(record.certificate, signer.fingerprint, 0.35),
  ];
}

function factBlock(name: string, value: string, gap: number): Block {
  const segments = [
    { text: `${name}: `, bold: false },
    { text: value, bold: true },
  ];
  return { tag: 'P', rows: [{ segments, look: 'body' }], gap };
}

/** The annex of an addendum has those who were added; its first page has the account. */
function statementsOf(snapshot: LetterSnapshot, locale: Locale): string[] {
  if (!snapshot.addendum) return signatureStatements(snapshot, locale);
  return [addendumWords[locale].added(snapshot.signatories.length)];
}

/** The last page: which version, which signatures, as at when, and where the letter is found. */
export function recordBlocks(snapshot: LetterSnapshot, locale: Locale): Block[] {
  const { record } = documentWords[locale];
  const counts: [string, number][] = [
    [record.people, snapshot.signatureCount],
    [`– ${record.byName}`, snapshot.addendum?.namedInAll ?? snapshot.signatories.length],
    [`– ${record.toAddressee}`, snapshot.addendum ? 0 : namedToAddresseeOnly(snapshot)],
    [`– ${record.withoutName}`, snapshot.countedOnly],
    [record.earlier, snapshot.earlierPeople ?? 0],
    [record.onPaper, snapshot.paper?.signatures ?? 0],
    [record.withdrawn, snapshot.previousCopy?.withdrawnPeople ?? 0],
    [record.organisations, snapshot.addendum?.organisationsInAll ?? snapshot.endorsements.length],
    [record.countries, snapshot.countryCount],
  ];
  const facts: [string, string][] = [
    [record.takenAt, formatMoment(locale, snapshot.takenAt, snapshot.timeZone)],
    ...counts
      .filter(([name, count]) => count > 0 || name === record.people)
      .map(([name, count]): [string, string] => [name, formatCount(locale, count)]),
    ...(snapshot.draft
      ? []
      : ([
          [record.version, String(snapshot.versionNumber)],
          [record.hash, snapshot.versionHash],
        ] as [string, string][])),
    [record.address, snapshot.letterUrl],
  ];
  return [
    {
      tag: 'H1',
      rows: [plainRow(record.heading, 'heading')],
      gap: 0,
      keepWithNext: true,
      ruleBelow: true,
    },
    ...snapshotWarnings(snapshot, locale).map((warning) => ({
      tag: 'P' as const,
      rows: [plainRow(warning, 'warning')],
      gap: 0.8,
    })),
    ...facts.map(([name, value], index) => factBlock(name, value, index === 0 ? 0.8 : 0.35)),
  ];
}
