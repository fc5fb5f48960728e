import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import { ErrorPage, errorTitle } from './components/error-page';
import { readErrorTexts } from './components/error-texts.server';
import { FontLinks } from './components/font-links';
import { useNonce } from './components/nonce-context';
import type { Locale } from './i18n/locale';
import { isLocale } from './i18n/locale';
import { defaultLocale, localeOfPath } from './i18n/request-locale';
import siteStyles from './styles/site.css?url';

export const links: LinksFunction = () => [
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'stylesheet', href: siteStyles },
];

export function loader({ request }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname) ?? defaultLocale;
  const saveData = request.headers.get('Save-Data')?.toLowerCase() === 'on';
  return { pathLocale: locale, saveData, errorTexts: readErrorTexts(locale) };
}

export const meta: MetaFunction<typeof loader> = ({ data, error }) => {
  if (!error || !data) return [{ title: 'Undersigned' }];
  const status = isRouteErrorResponse(error) ? error.status : 500;
  return [{ title: errorTitle(data.errorTexts, status) }, { name: 'robots', content: 'noindex' }];
};

/** The desk asks for hydration in its routes' `handle`; public pages carry no framework script. */
function useHydration(): boolean {
  return useMatches().some((match) => (match.handle as { hydrate?: boolean } | undefined)?.hydrate);
}

/** A page can do without any script, also without the site's own small one. */
function useNoScript(): boolean {
  return useMatches().some(
    (match) => (match.handle as { noScript?: boolean } | undefined)?.noScript,
  );
}

function usePageLocale(pathLocale: Locale): Locale {
  const named = useMatches()
    .map((match) => (match.data as { frame?: { locale?: unknown } } | undefined)?.frame?.locale)
    .find(isLocale);
  return named ?? pathLocale;
}

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>('root');
  const hydrate = useHydration();
  const noScript = useNoScript();
  const locale = usePageLocale(data?.pathLocale ?? defaultLocale);
  const nonce = useNonce();
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        {data?.saveData ? null : <FontLinks locale={locale} />}
        <Links />
        {hydrate || noScript ? null : <script src="/site.js" defer />}
      </head>
      <body>
        {children}
        {hydrate ? (
          <>
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        ) : null}
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  const data = useRouteLoaderData<typeof loader>('root');
  const status = isRouteErrorResponse(error) ? error.status : 500;
  return data ? <ErrorPage texts={data.errorTexts} status={status} /> : null;
}
