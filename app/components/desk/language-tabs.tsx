import { Link } from '@remix-run/react';
import { type Locale, localeNames, locales } from '~/i18n/locale';

/** The languages of a text, each by its own name. */
export function LanguageTabs(props: { current: Locale; among?: readonly Locale[] }) {
  const { current, among = locales } = props;
  return (
    <nav className="desk-tabs" aria-label="Language of the text">
      <ul>
        {among.map((locale) => (
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
