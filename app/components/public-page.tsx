import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { type Locale, localeNames, locales } from '~/i18n/locale';
import { letterPath, localisedPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';
import type { LetterFrame } from './letter-frame';
import { LocaleProvider, useLocale, useTranslate } from './locale-context';

type PublicPageProps = {
  locale: Locale;
  /** The language without a prefix; null when every language has one. */
  masterLocale: Locale | null;
  /** The languages that are linked to; all of them where it is not given. */
  languages?: readonly Locale[];
  host: { name: string; href: string; lang?: Locale };
  demonstration?: boolean;
  children: ReactNode;
};

/** The frame of every public page: skip link, masthead, the page, footer. */
export function PublicPage(props: PublicPageProps) {
  const t = translator(props.locale);
  return (
    <LocaleProvider locale={props.locale}>
      <a className="skip-link" href="#main">
        {t('page.skip')}
      </a>
      <Masthead masterLocale={props.masterLocale} host={props.host} languages={props.languages} />
      {props.demonstration ? (
        <aside className="demonstration" aria-label={t('demonstration.label')}>
          <p className="container">{t('demonstration.text')}</p>
        </aside>
      ) : null}
      <main id="main" tabIndex={-1}>
        {props.children}
      </main>
      <SiteFooter />
    </LocaleProvider>
  );
}

/** The frame of a page that belongs to a letter. */
export function LetterShell({ frame, children }: { frame: LetterFrame; children: ReactNode }) {
  return (
    <PublicPage
      locale={frame.locale}
      masterLocale={frame.masterLocale}
      languages={frame.locales}
      host={{
        name: frame.hostName,
        href: letterPath(frame, frame.locale),
        lang: frame.textLocale,
      }}
      demonstration={frame.demonstration}
    >
      {children}
    </PublicPage>
  );
}

function Masthead({
  masterLocale,
  host,
  languages = locales,
}: Pick<PublicPageProps, 'masterLocale' | 'host' | 'languages'>) {
  const current = useLocale();
  const t = useTranslate();
  const { pathname, search } = useLocation();
  const others = languages.some((code) => code !== current);
  return (
    <header className="masthead">
      <div className="masthead-inner">
        <a className="masthead-name" href={host.href} lang={host.lang}>
          {host.name}
        </a>
        {others ? (
          <nav aria-label={t('page.languages')}>
            <ul className="language-links">
              {languages.map((code) => (
                <li key={code}>
                  <a
                    href={localisedPath(pathname, code, masterLocale) + search}
                    lang={code}
                    hrefLang={code}
                    aria-current={code === current ? 'true' : undefined}
                    data-language-link=""
                  >
                    {localeNames[code]}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        ) : null}
      </div>
    </header>
  );
}

function SiteFooter() {
  const locale = useLocale();
  const t = useTranslate();
  return (
    <footer className="site-footer">
      <div className="container">
        <h2 className="visually-hidden">{t('footer.heading')}</h2>
        <ul className="footer-links">
          <li>
            <a href={localisedPath('/safety', locale, 'en')}>{t('footer.safety')}</a>
          </li>
          <li>
            <a href={`/${locale}`}>{t('footer.letters')}</a>
          </li>
        </ul>
        <p>{t('footer.help')}</p>
        <p>{t('footer.promise')}</p>
      </div>
    </footer>
  );
}
