import type { ErrorTexts } from './error-texts.server';

function wording(texts: ErrorTexts, status: number): { title: string; text: string } {
  switch (status) {
    case 404:
    case 410:
      return texts.notFound;
    case 403:
      return texts.refused;
    case 405:
      return texts.method;
    case 413:
      return texts.tooLarge;
    case 503:
      return texts.away;
    default:
      return status >= 400 && status < 500 ? texts.unreadable : texts.failed;
  }
}

export function errorTitle(texts: ErrorTexts, status: number): string {
  return `${wording(texts, status).title} – ${texts.siteName}`;
}

/** Stands for any page that cannot be shown, in the language that its address names. */
export function ErrorPage({ texts, status }: { texts: ErrorTexts; status: number }) {
  const { title, text } = wording(texts, status);
  return (
    <>
      <a className="skip-link" href="#main">
        {texts.skip}
      </a>
      <header className="masthead">
        <div className="masthead-inner">
          <a className="masthead-name" href={texts.home}>
            {texts.siteName}
          </a>
          <nav aria-label={texts.languages}>
            <ul className="language-links">
              {texts.languageLinks.map(({ code, name, href }) => (
                <li key={code}>
                  <a
                    href={href}
                    lang={code}
                    hrefLang={code}
                    aria-current={code === texts.locale ? 'true' : undefined}
                  >
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </header>
      <main id="main" className="container page narrow">
        <h1>{title}</h1>
        <p>{text}</p>
        <p>
          <a className="button" href={texts.home}>
            {texts.next}
          </a>
        </p>
      </main>
    </>
  );
}
