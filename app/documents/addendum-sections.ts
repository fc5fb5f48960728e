import { addendumWords } from '~/documents/addendum-words';
import { snapshotWarnings } from '~/documents/snapshot-warnings';
import { inOrder, shownNames } from '~/domain/endorsements/organisation-names';
import type { LetterSnapshot, WithdrawnName } from '~/domain/letters/letter-snapshot';
import { formatDayOf } from '~/i18n/format-date';
import type { Locale } from '~/i18n/locale';

/** One part of an addendum: what it is, what is said, and what is listed. */
export type AddendumSection = {
  heading: string;
  level: 1 | 2;
  paragraphs: string[];
  items: string[];
};

/**
 * What an addendum says in one language, the same in the mail and in the PDF: to which copy it
 * belongs, the figures of today, who was added, and which entries of earlier annexes are void.
 * Nothing for a snapshot of the letter itself.
 */
export function addendumSections(snapshot: LetterSnapshot, locale: Locale): AddendumSection[] {
  const { addendum, signatories, endorsements } = snapshot;
  if (!addendum) return [];
  const words = addendumWords[locale];
  const text = snapshot.texts[locale];
  const day = formatDayOf(locale, addendum.previousAt, snapshot.timeZone);
  const { namedInAll, organisationsInAll, withdrawn, withdrawnOrganisations } = addendum;
  return [
    {
      heading: words.heading(addendum.number),
      level: 1,
      paragraphs: [
        ...snapshotWarnings(snapshot, locale),
        [text.letterhead.name, ...text.letterhead.lines].join(', '),
        text.addressee.join(', '),
        text.subject,
        `${words.refersTo(day, snapshot.versionNumber)} ${words.stands}`,
        words.totals(snapshot.signatureCount, namedInAll, organisationsInAll),
        ...(signatories.length === 0 ? [words.nobodyAdded] : []),
      ],
      items: [],
    },
    ...listing(words.added(signatories.length), signatories.length > 0, [words.inAnnex], []),
    ...listing(
      words.addedOrganisations(endorsements.length),
      endorsements.length > 0,
      [],
      inOrder(endorsements, locale).map((endorsement) => {
        const { name, beside } = shownNames(endorsement, locale);
        return beside ? `${name} (${beside})` : name;
      }),
    ),
    ...listing(
      words.withdrawn,
      withdrawn.length > 0,
      [words.withdrawnNote],
      withdrawn.map((one) => describe(one, locale)),
    ),
    ...listing(
      words.withdrawnOrganisations,
      withdrawnOrganisations.length > 0,
      [],
      withdrawnOrganisations,
    ),
  ];
}

function listing(
  heading: string,
  shown: boolean,
  paragraphs: string[],
  items: string[],
): AddendumSection[] {
  return shown ? [{ heading, level: 2, paragraphs, items }] : [];
}

function describe({ copy, number, name }: WithdrawnName, locale: Locale): string {
  const place = addendumWords[locale].place(copy, number);
  return name ? `${name} (${place})` : place;
}
