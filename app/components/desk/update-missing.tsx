import { Link } from '@remix-run/react';
import type { MissingUpdateText } from '~/domain/updates/update';
import { languageNames } from './state-labels';

const fieldNames: Record<MissingUpdateText['field'], string> = { subject: 'subject', body: 'text' };

/** What has to be written before a test can be sent. */
export function MissingTexts({ missing }: { missing: MissingUpdateText[] }) {
  return (
    <section aria-labelledby="missing">
      <h2 id="missing" tabIndex={-1}>
        Still missing
      </h2>
      <p>A test can be sent when every language of the letter has a subject and a text.</p>
      <ul>
        {missing.map(({ locale, field }) => (
          <li key={`${locale} ${field}`}>
            <Link to={`?language=${locale}`}>
              {languageNames[locale]}: {fieldNames[field]}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
