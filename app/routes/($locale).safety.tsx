import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { publicPageMeta } from '~/components/page-meta';
import { PublicPage } from '~/components/public-page';
import { SafetyArticle } from '~/components/safety-article';
import { publicJson } from '~/http/public-page.server';
import { requireLocale } from '~/http/require-locale.server';
import { defaultLocale } from '~/i18n/request-locale';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const locale = requireLocale(request, params.locale, defaultLocale);
  return publicJson({ frame: { locale, publicUrl: context.ctx.publicUrl } });
}

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  if (!data) return [];
  const t = translator(data.frame.locale);
  return publicPageMeta({
    ...data.frame,
    masterLocale: defaultLocale,
    pathname: location.pathname,
    title: `${t('safety.title')} – ${t('site.name')}`,
    description: t('safety.introduction'),
  });
};

export default function SafetyRoute() {
  const { locale } = useLoaderData<typeof loader>().frame;
  const host = { name: translator(locale)('site.name'), href: `/${locale}` };
  return (
    <PublicPage locale={locale} masterLocale={defaultLocale} host={host}>
      <SafetyArticle />
    </PublicPage>
  );
}
