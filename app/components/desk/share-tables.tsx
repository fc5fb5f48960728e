import { campaignWords } from '~/domain/signatures/campaign-source';
import type { Locale } from '~/i18n/locale';
import { DataTable } from './data-table';
import { FigureLink } from './figure-link';
import { countryName, writeCount } from './figures';
import { languageNames } from './state-labels';

type Share = { value: string | null; people: number };
type Source = Share & { organisation: string | null };
type Row = { label: string; query: string; people: number };

const shownAtOnce = 10;

/** The first ten, and the others behind a button that needs no script. */
function ShareTable(props: {
  id: string;
  caption: string;
  label: string;
  list: string | null;
  shares: Row[];
}) {
  const { id, caption, label, list, shares } = props;
  const columns = [{ label }, { label: 'Confirmed people', numeric: true }];
  const toRow = ({ label: name, query, people }: Row) => ({
    key: query,
    cells: [
      <span key="name" className="desk-breakable">
        {name}
      </span>,
      <FigureLink
        key="people"
        count={people}
        to={list && `${list}?state=confirmed&${query}`}
        about={name}
      />,
    ],
  });
  const rest = shares.slice(shownAtOnce);
  if (shares.length === 0) return null;
  return (
    <div>
      <DataTable
        id={`${id}-table`}
        caption={caption}
        columns={columns}
        rows={shares.slice(0, shownAtOnce).map(toRow)}
      />
      {rest.length > 0 ? (
        <details className="desk-more">
          <summary>{writeCount(rest.length)} more</summary>
          <DataTable
            id={`${id}-rest`}
            caption={`${caption}, continued`}
            columns={columns}
            rows={rest.map(toRow)}
          />
        </details>
      ) : null}
    </div>
  );
}

function byCountry({ value, people }: Share): Row {
  return value === null
    ? { label: 'no country given', query: 'without=country', people }
    : { label: countryName(value), query: `country=${value}`, people };
}

function byLanguage({ value, people }: Share): Row {
  const label = languageNames[value as Locale] ?? value ?? '';
  return { label, query: `language=${value}`, people };
}

function bySource({ value, organisation, people }: Source): Row {
  if (value === null) {
    return { label: 'no link that says from where', query: 'without=source', people };
  }
  const query = `source=${encodeURIComponent(value)}`;
  const words = campaignWords(value);
  if (words) return { label: `Campaign: ${words.join(' / ')}`, query, people };
  return {
    label: organisation ? `${organisation} (own link)` : `Own link ${value}`,
    query,
    people,
  };
}

/** Confirmed people by country, by the language they signed in, and by the link they came by. */
export function ShareTables(props: {
  countries: Share[];
  languages: Share[];
  sources: Source[];
  list: string | null;
}) {
  const { countries, languages, sources, list } = props;
  const named = countries.filter(({ value }) => value !== null).length;
  return (
    <section aria-labelledby="countries">
      <h2 id="countries" tabIndex={-1}>
        Where they come from
      </h2>
      {countries.length === 0 ? <p>Nobody has confirmed yet.</p> : null}
      <div className="desk-shares">
        <ShareTable
          id="country"
          caption={`By country (${writeCount(named)})`}
          label="Country"
          list={list}
          shares={countries.map(byCountry)}
        />
        <ShareTable
          id="language"
          caption="By language"
          label="Language"
          list={list}
          shares={languages.map(byLanguage)}
        />
        <ShareTable
          id="source"
          caption="By the link they came by"
          label="Link"
          list={list}
          shares={sources.map(bySource)}
        />
      </div>
    </section>
  );
}
