import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { NewsListPage, NoNewsListPage } from '~/components/news-list-page';
import { personalPageMeta } from '~/components/page-meta';
import { LetterShell, PublicPage } from '~/components/public-page';
import { type NewsListEnd, readNewsList } from '~/domain/endorsements/read-news-list.server';
import { notFound } from '~/http/not-found.server';
import { privateJson } from '~/http/public-page.server';
import { frameOf } from '~/http/require-letter.server';
import { requireLocale } from '~/http/require-locale.server';
import { defaultLocale, localeOf } from '~/i18n/request-locale';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

const statuses: Record<NewsListEnd, number> = {
  unknown: 404,
  used: 410,
  replaced: 410,
  expired: 410,
  withdrawn: 410,
};

export async function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args;
  const token = params.token ?? '';
  const found = await readNewsList(context.ctx, { token });
  if (!found.letter) {
    const locale = localeOf(params.locale, defaultLocale) ?? notFound();
    const none = { frame: { locale }, letter: null, list: null, ended: 'unknown' as const };
    return privateJson(none, statuses.unknown);
  }
  const locale = requireLocale(request, params.locale, found.letter.masterLocale);
  const frame = frameOf(args, found.letter, locale);
  if (!found.ok) {
    const ended = { frame, letter: frame, list: null, ended: found.reason };
    return privateJson(ended, statuses[found.reason]);
  }
  const { organisation, people } = found;
  const list = { token, organisation, people };
  return privateJson({ frame, letter: frame, list, ended: null });
}

/** A page cannot answer with a file: the same request goes on to the address that does. */
export async function action({ request }: ActionFunctionArgs) {
  const { pathname } = new URL(request.url);
  return redirect(`${pathname.replace(/\/$/, '')}/people.csv`, {
    status: 307,
    headers: { 'Cache-Control': 'no-store' },
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  return personalPageMeta(data.frame.locale, translator(data.frame.locale)('newsList.title'));
};

export default function NewsListRoute() {
  const { frame, letter, list, ended } = useLoaderData<typeof loader>();
  if (letter) {
    return (
      <LetterShell frame={letter}>
        {list ? (
          <NewsListPage frame={letter} {...list} />
        ) : (
          <NoNewsListPage reason={ended ?? 'unknown'} />
        )}
      </LetterShell>
    );
  }
  const host = { name: translator(frame.locale)('site.name'), href: `/${frame.locale}` };
  return (
    <PublicPage locale={frame.locale} masterLocale={defaultLocale} host={host}>
      <NoNewsListPage reason="unknown" />
    </PublicPage>
  );
}
