import { Link } from '@remix-run/react';
import type { MissingText } from '~/domain/letters/read-draft-texts.server';
import { languageNames } from './state-labels';

/** What has to be written before anything can be published, each with the way to it. */
export function MissingTexts(props: { slug: string; missing: MissingText[] }) {
  return (
    <section id="missing" aria-labelledby="missing-heading">
      <h2 id="missing-heading">Still to be written</h2>
      <ul>
        {props.missing.map(({ locale, field }) => (
          <li key={`${locale} ${field}`}>
            <Link to={`/organise/letters/${props.slug}/letter?language=${locale}`}>
              {languageNames[locale]}: {field || 'the whole text'}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
