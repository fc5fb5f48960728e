import type { Locale } from '~/i18n/locale';
import { FactList } from './fact-list';
import { LanguageTabs } from './language-tabs';

/** The very mail in one language; only the links differ from person to person. */
export function UpdatePreview(props: {
  language: Locale;
  mail: { subject: string; text: string };
  htmlPath: string;
  /** Where nothing above it lets the reader choose a language. */
  tabs: boolean;
}) {
  const { language, mail, htmlPath, tabs } = props;
  return (
    <section aria-labelledby="preview-heading">
      <h2 id="preview-heading">As it is sent</h2>
      {tabs ? <LanguageTabs current={language} /> : null}
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
