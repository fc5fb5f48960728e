import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { LetterCard } from '~/components/letter-card';
import { publicPageMeta } from '~/components/page-meta';
import { PublicPage } from '~/components/public-page';
import { textLocale } from '~/domain/letters/letter-view';
import { listOpenLetters } from '~/domain/letters/list-open-letters.server';
import { notFound } from '~/http/not-found.server';
import { preferredLocale } from '~/http/preferred-locale.server';
import { publicJson } from '~/http/public-page.server';
import { letterPath } from '~/i18n/localised-path';
import { defaultLocale, localeOf } from '~/i18n/request-locale';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { ctx } = context;
  const locale = localeOf(params.locale, defaultLocale) ?? notFound();
  if (params.locale === undefined) {
    const preferred = preferredLocale(request.headers.get('Accept-Language'));
    if (preferred !== defaultLocale) {
      const headers = { Vary: 'Accept-Language', 'Cache-Control': 'no-store' };
      throw redirect(`/${preferred}`, { status: 302, headers });
    }
  }
  const letters = await listOpenLetters(ctx);
  const response = publicJson({
    frame: { locale, publicUrl: ctx.publicUrl },
    letters: letters.map((letter) => ({
      href: letterPath(letter, locale),
      title: letter.texts[locale].title,
      summary: letter.texts[locale].summary,
      host: letter.texts[locale].letterhead.name,
      lang: textLocale(letter, locale),
      counts: letter.counts,
    })),
    demonstration: letters.some((letter) => letter.demonstration),
  });
  response.headers.append('Vary', 'Accept-Language');
  return response;
}

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  if (!data) return [];
  const { locale, publicUrl } = data.frame;
  const t = translator(locale);
  return publicPageMeta({
    locale,
    publicUrl,
    masterLocale: null,
    pathname: location.pathname,
    title: t('home.documentTitle'),
    description: t('home.introduction'),
  });
};

export default function Home() {
  const { frame, letters, demonstration } = useLoaderData<typeof loader>();
  const t = translator(frame.locale);
  return (
    <PublicPage
      locale={frame.locale}
      masterLocale={null}
      host={{ name: t('site.name'), href: `/${frame.locale}` }}
      demonstration={demonstration}
    >
      <div className="container page narrow">
        <h1>{t('home.title')}</h1>
        <p>{t('home.introduction')}</p>
        {letters.length === 0 ? <p>{t('home.none')}</p> : null}
        {letters.map((letter) => (
          <LetterCard key={letter.href} {...letter} />
        ))}
      </div>
    </PublicPage>
  );
}
