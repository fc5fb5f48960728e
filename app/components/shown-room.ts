import { inOrder, shownNames } from '~/domain/endorsements/organisation-names';
import type { RoomPage } from '~/domain/rooms/read-room.server';
import { countryName } from '~/i18n/country-names';
import { formatDayOf } from '~/i18n/format-date';
import type { Locale } from '~/i18n/locale';

const peopleOnAPage = 100;

/** A room in one language, with the signatories of one page. */
export function showRoom(room: RoomPage, shown: { locale: Locale; page: string | null }) {
  const { locale } = shown;
  const { snapshot, pdfHash, documents, answered } = room;
  const { timeZone, signatories, countedOnly, demonstration } = snapshot;
  const pages = Math.max(1, Math.ceil(signatories.length / peopleOnAPage));
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(shown.page)) || 1));
  const first = (page - 1) * peopleOnAPage;
  return {
    text: snapshot.texts[locale],
    demonstration,
    pdfHash,
    documents,
    answered,
    countedOnly,
    frozenOn: formatDayOf(locale, snapshot.takenAt, timeZone),
    receivedOn: room.receivedAt && formatDayOf(locale, room.receivedAt, timeZone),
    organisations: inOrder(snapshot.endorsements, locale).map((one) => ({
      ...shownNames(one, locale),
      country: countryName(locale, one.country),
    })),
    people: signatories.slice(first, first + peopleOnAPage).map((person, index) => ({
      number: first + index + 1,
      name: person.name,
      latinName: person.latinName,
      about: [person.title, person.affiliation].filter(Boolean).join(', '),
      country: person.country && countryName(locale, person.country),
    })),
    peopleInAll: signatories.length,
    page,
    pages,
  };
}

export type ShownRoom = ReturnType<typeof showRoom>;
