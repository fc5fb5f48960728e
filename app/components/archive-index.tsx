import { type Locale, localeNames } from '~/i18n/locale';
import { translator } from '~/i18n/translator';

/** The first page of an archive: the letter in each of its languages, and the files. */
export function ArchiveIndex(props: {
  masterLocale: Locale;
  letters: { locale: Locale; title: string; href: string }[];
  note: string;
  styles: string[];
  files: string[];
}) {
  const { masterLocale, letters, note, styles, files } = props;
  const t = translator(masterLocale);
  return (
    <html lang={masterLocale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{letters[0]?.title}</title>
        {styles.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
      </head>
      <body>
        <main className="container page reading">
          <h1>{letters[0]?.title}</h1>
          <p>{note}</p>
          <ul>
            {letters.map(({ locale, title, href }) => (
              <li key={locale} lang={locale}>
                <a href={href}>
                  {localeNames[locale]}: {title}
                </a>
              </li>
            ))}
          </ul>
          <h2>{t('archive.files')}</h2>
          <ul>
            {files.map((file) => (
              <li key={file}>
                <a href={file}>{file}</a>
              </li>
            ))}
          </ul>
        </main>
      </body>
    </html>
  );
}
