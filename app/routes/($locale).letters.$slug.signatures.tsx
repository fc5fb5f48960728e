import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BackLink } from '~/components/message-page';
import { letterPageMeta, personalPageMeta } from '~/components/page-meta';
import { PaperLine } from '~/components/paper-line';
import { LetterShell } from '~/components/public-page';
import { SignatoryFilter } from '~/components/signatory-filter';
import { listAddress, SignatoryOrderLinks } from '~/components/signatory-order-links';
import { SignatoryTable } from '~/components/signatory-table';
import { listMayBeIndexed } from '~/domain/letters/letter-view';
import { listPublicSignatories } from '~/domain/signatures/list-public-signatories.server';
import { notFound } from '~/http/not-found.server';
import { namesRobots, publicJson } from '~/http/public-page.server';
import { requireLetter } from '~/http/require-letter.server';
import { isCountryCode, sortCountries } from '~/i18n/country-names';
import { letterPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

export async function loader(args: LoaderFunctionArgs) {
  const { locale, frame } = await requireLetter(args);
  const search = new URL(args.request.url).searchParams;
  const query = (search.get('q') ?? '').replaceAll('\0', '').trim().slice(0, 120);
  const asked = (search.get('country') ?? '').toUpperCase();
  const country = isCountryCode(asked) ? asked : '';
  const sort = search.get('sort') === 'name' ? ('name' as const) : ('newest' as const);
  const found = await listPublicSignatories(args.context.ctx, {
    slug: frame.slug,
    locale,
    sort,
    query: query || undefined,
    country: country || undefined,
    after: search.get('after')?.slice(0, 2000) ?? undefined,
  });
  if (!found.ok) return notFound();
  const { letter, signatories, next, countries } = found;
  return publicJson(
    {
      frame,
      counts: letter.counts,
      paper: letter.paper,
      namesHidden: letter.namesHidden,
      mayBeIndexed: listMayBeIndexed(letter),
      signatories,
      next,
      query,
      country,
      sort,
      countries: sortCountries(locale, countries),
    },
    namesRobots(letter),
  );
}

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  if (!data) return [];
  const title = `${translator(data.frame.locale)('signatories.title')} – ${data.frame.title}`;
  return data.mayBeIndexed
    ? letterPageMeta(data.frame, location.pathname, title)
    : personalPageMeta(data.frame.locale, title);
};

export default function SignaturesPage() {
  const { frame, counts, paper, namesHidden } = useLoaderData<typeof loader>();
  const t = translator(frame.locale);
  return (
    <LetterShell frame={frame}>
      <div className="container page">
        <BackLink href={letterPath(frame, frame.locale)}>{t('page.back')}</BackLink>
        <h1>{t('signatories.title')}</h1>
        <p className="soft" lang={frame.textLocale}>
          {frame.title}
        </p>
        <p>{t('count.people', { n: counts.signatures })}</p>
        <PaperLine paper={paper} />
        {namesHidden ? (
          <p className="names-hidden">{t('signatories.hidden')}</p>
        ) : (
          <SignatoryList />
        )}
      </div>
    </LetterShell>
  );
}

function SignatoryList() {
  const data = useLoaderData<typeof loader>();
  const { frame, signatories, next, query, country, sort } = data;
  const t = translator(frame.locale);
  const path = letterPath(frame, frame.locale, 'signatures');
  const wanted = { query, country, sort };
  return (
    <>
      <p className="soft">{t('signatories.explained')}</p>
      <SignatoryFilter {...data} action={path} />
      <SignatoryOrderLinks path={path} wanted={wanted} />
      {signatories.length > 0 ? (
        <SignatoryTable
          caption={t('signatories.title')}
          signatories={signatories}
          reportUnder={path}
        />
      ) : (
        <p>{query || country ? t('signatories.noMatch') : t('signatories.none')}</p>
      )}
      {next !== null ? (
        <p>
          <a
            className="button button-quiet"
            rel="next"
            href={listAddress(path, { ...wanted, after: next })}
          >
            {sort === 'name' ? t('signatories.further') : t('signatories.older')}
          </a>
        </p>
      ) : null}
    </>
  );
}
