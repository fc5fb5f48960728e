import { useTranslate } from './locale-context';
import type { ShownRoom } from './shown-room';

/** The organisations as they stood under the letter when it was sent. */
export function RoomOrganisations({ room }: { room: ShownRoom }) {
  const t = useTranslate();
  return (
    <section id="organisations" className="page-section" aria-labelledby="organisations-title">
      <h2 id="organisations-title">{t('room.organisations')}</h2>
      <p>{t('count.organisations', { n: room.organisations.length })}</p>
      <ol>
        {room.organisations.map(({ name, beside, country }) => (
          <li key={`${name} ${country}`}>
            <bdi>{name}</bdi>
            {beside ? (
              <>
                {' '}
                (<bdi>{beside}</bdi>)
              </>
            ) : null}
            <span className="soft">, {country}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The people who let their names be given to the addressee, a page at a time. */
export function RoomPeople({ room }: { room: ShownRoom }) {
  const t = useTranslate();
  return (
    <section id="people" className="page-section" aria-labelledby="people-title">
      <h2 id="people-title">{t('room.people')}</h2>
      <p>{t('count.signatures', { n: room.peopleInAll + room.countedOnly })}</p>
      {room.countedOnly > 0 ? <p>{t('room.countedOnly', { n: room.countedOnly })}</p> : null}
      {room.people.length > 0 ? <PeopleTable people={room.people} /> : null}
      {room.pages > 1 ? (
        <nav aria-label={t('room.people')}>
          <ul className="language-links">
            {Array.from({ length: room.pages }, (_, index) => index + 1).map((page) => (
              <li key={page}>
                <a
                  href={`?page=${page}#people`}
                  aria-current={page === room.page ? 'page' : undefined}
                >
                  {page}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
    </section>
  );
}

function PeopleTable({ people }: Pick<ShownRoom, 'people'>) {
  const t = useTranslate();
  const label = `${t('room.people')}: ${t('room.name')}, ${t('room.country')}`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus
    <section className="table-scroll" aria-label={label} tabIndex={0}>
      <table className="signatories">
        <thead>
          <tr>
            <th scope="col">{t('signatories.number')}</th>
            <th scope="col">{t('room.name')}</th>
            <th scope="col">{t('room.country')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ number, name, latinName, about, country }) => (
            <tr key={number}>
              <td className="number">{number}</td>
              <th scope="row">
                <bdi>{name}</bdi>
                {latinName && latinName !== name ? (
                  <>
                    {' '}
                    (<bdi>{latinName}</bdi>)
                  </>
                ) : null}
                {about ? <span className="soft affiliation">{about}</span> : null}
              </th>
              <td>{country}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
