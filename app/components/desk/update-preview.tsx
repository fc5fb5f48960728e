import type { Locale } from '~/i18n/locale';
import { FactList } from './fact-list';

/** The very mail in one language; only the links differ from person to person. */
export function UpdatePreview(props: {
  language: Locale;
  mail: { subject: string; text: string };
  htmlPath: string;
}) {
  const { language, mail, htmlPath } = props;
  return (
    <section aria-labelledby="preview-heading">
      <h2 id="preview-heading">As it is sent</h2>
      <FactList facts={[{ term: 'Subject', value: <bdi lang={language}>{mail.subject}</bdi> }]} />
      <p>
        <a href={htmlPath} target="_blank" rel="noreferrer">
          Look at the HTML form (new tab)
        </a>
      </p>
      <h3 id="text-heading">Plain text form</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="desk-message" aria-labelledby="text-heading" tabIndex={0}>
        <pre lang={language}>{mail.text}</pre>
      </section>
    </section>
  );
}
