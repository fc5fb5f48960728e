import { LetterChanges } from '~/components/letter-changes';
import { LocaleProvider } from '~/components/locale-context';
import type { FieldDiff } from '~/domain/versions/diff-letter-texts';
import type { Locale } from '~/i18n/locale';
import { languageNames } from './state-labels';

/** What differs between the public text and the edited one, language by language. */
export function VersionComparison(props: {
  languages: { locale: Locale; fields: FieldDiff[] }[];
  masterLocale: Locale;
}) {
  return (
    <LocaleProvider locale="en">
      {props.languages.map(({ locale, fields }) => (
        <section key={locale} aria-labelledby={`changes-${locale}`}>
          <h2 id={`changes-${locale}`}>
            {languageNames[locale]}
            {locale === props.masterLocale ? ' (the authoritative text)' : ''}
          </h2>
          <LetterChanges fields={fields} lang={locale} />
        </section>
      ))}
    </LocaleProvider>
  );
}
