import type { Locale } from '~/i18n/locale';
import { letterPath } from '~/i18n/localised-path';
import { TextField } from './form-fields';
import { languageNames } from './state-labels';

type EmbedCodeProps = {
  letter: { slug: string; masterLocale: Locale };
  publicUrl: string;
  /** In the languages in which the letter can be read. */
  titles: { locale: Locale; title: string }[];
};

/** What partners copy into their own site, in each language. */
export function EmbedCode({ letter, publicUrl, titles }: EmbedCodeProps) {
  return (
    <section aria-labelledby="embed">
      <h2 id="embed">On partners’ sites</h2>
      <p>
        A small frame with the title, the counts and a link to the letter. It sets no cookie, runs
        no script of another site and has no form: people sign on the letter’s own page. Whoever
        opens the partner’s page fetches the frame from here.
      </p>
      {titles.map(({ locale, title }) => (
        <TextField
          key={locale}
          id={`embed-${locale}`}
          name={`embed-${locale}`}
          label={languageNames[locale]}
          multiline
          readOnly
          defaultValue={embedCode(publicUrl + letterPath(letter, locale, 'embed'), title)}
        />
      ))}
    </section>
  );
}

function embedCode(address: string, title: string): string {
  const safe = title.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const look = 'width="360" height="280" loading="lazy" style="border:1px solid #d9d5cc"';
  return `<iframe src="${address}" title="${safe}" ${look}></iframe>`;
}
