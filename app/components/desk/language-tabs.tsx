import { Link } from '@remix-run/react';
import { type Locale, localeNames } from '~/i18n/locale';

/** The languages of a text, each by its own name. */
export function LanguageTabs(props: { current: Locale; locales: readonly Locale[] }) {
  const { current, locales } = props;
  return (
    <nav className="desk-tabs" aria-label="Language of the text">
      <ul>
        {locales.map((locale) => (
          <li key={locale}>
            <Link
              to={`?language=${locale}`}
              lang={locale}
              hrefLang={locale}
              aria-current={locale === current ? 'true' : undefined}
            >
              {localeNames[locale]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Above a text that is shown with the marks it is stored with. */
export function MarksNote() {
  return (
    <p className="desk-soft">
      Shown as it is stored: <code>**</code> around words makes them bold on the page, and{' '}
      <code>[^1]</code> refers to a note or source.
    </p>
  );
}
