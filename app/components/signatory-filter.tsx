import type { CountryOption } from '~/i18n/country-names';
import { useTranslate } from './locale-context';

type SignatoryFilterProps = {
  action: string;
  query: string;
  country: string;
  sort: 'newest' | 'name';
  countries: CountryOption[];
};

/** Part of a name, a country, or both; the address of the result can be shared. */
export function SignatoryFilter({ action, query, country, sort, countries }: SignatoryFilterProps) {
  const t = useTranslate();
  return (
    <form className="filter" method="get" action={action}>
      <div className="field">
        <label htmlFor="filter-name">{t('signatories.search')}</label>
        <input
          className="control"
          id="filter-name"
          type="search"
          name="q"
          maxLength={120}
          defaultValue={query}
        />
      </div>
      <div className="field">
        <label htmlFor="filter-country">{t('signatories.country')}</label>
        <select
          className="control"
          id="filter-country"
          name="country"
          defaultValue={countries.some(({ code }) => code === country) ? country : ''}
        >
          <option value="">{t('signatories.everyCountry')}</option>
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <button className="button" type="submit">
        {t('signatories.filter')}
      </button>
      {sort === 'name' ? <input type="hidden" name="sort" value={sort} /> : null}
      {query || country ? <a href={action}>{t('signatories.reset')}</a> : null}
    </form>
  );
}
