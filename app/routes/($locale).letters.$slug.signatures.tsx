import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BackLink } from '~/components/message-page';
import { personalPageMeta } from '~/components/page-meta';
import { LetterShell } from '~/components/public-page';
import { SignatoryFilter } from '~/components/signatory-filter';
import { SignatoryTable } from '~/components/signatory-table';
import { listPublicSignatories } from '~/domain/signatures/list-public-signatories.server';
import { notFound } from '~/http/not-found.server';
import { publicJson } from '~/http/public-page.server';
import { requireLetter } from '~/http/require-letter.server';
import { isCountryCode, sortCountries } from '~/i18n/country-names';
import { letterPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

/** A position in the list: a whole number that PostgreSQL can hold, or the beginning. */
function readPosition(text: string | null): number | undefined {
  const position = Number(text);
  return text && Number.isSafeInteger(position) && position > 0 && position < 2 ** 31
    ? position
    : undefined;
}

export async function loader(args: LoaderFunctionArgs) {
  const { locale, frame } = await requireLetter(args);
  const search = new URL(args.request.url).searchParams;
  const query = (search.get('q') ?? '').replaceAll('\0', '').trim().slice(0, 120);
  const asked = (search.get('country') ?? '').toUpperCase();
  const country = isCountryCode(asked) ? asked : '';
  const found = await listPublicSignatories(args.context.ctx, {
    slug: frame.slug,
    query: query || undefined,
    country: country || undefined,
    after: readPosition(search.get('after')),
  });
  if (!found.ok) return notFound();
  const { letter, signatories, next, countries } = found;
  return publicJson({
    frame,
    counts: letter.counts,
    signatories,
    next,
    query,
    country,
    countries: sortCountries(locale, countries),
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const title = translator(data.frame.locale)('signatories.title');
  return personalPageMeta(data.frame.locale, `${title} – ${data.frame.title}`);
};

export default function SignaturesPage() {
  const data = useLoaderData<typeof loader>();
  const { frame, signatories, next, query, country } = data;
  const t = translator(frame.locale);
  const path = letterPath(frame, frame.locale, 'signatures');
  const older = new URLSearchParams({ ...(query && { q: query }), ...(country && { country }) });
  if (next !== null) older.set('after', String(next));
  return (
    <LetterShell frame={frame}>
      <div className="container page">
        <BackLink href={letterPath(frame, frame.locale)}>{t('page.back')}</BackLink>
        <h1>{t('signatories.title')}</h1>
        <p className="soft">{frame.title}</p>
        <p>{t('count.people', { n: data.counts.signatures })}</p>
        <p className="soft">{t('signatories.explained')}</p>
        <SignatoryFilter {...data} action={path} />
        {signatories.length > 0 ? (
          <SignatoryTable caption={t('signatories.title')} signatories={signatories} />
        ) : (
          <p>{t('signatories.noMatch')}</p>
        )}
        {next !== null ? (
          <p>
            <a className="button button-quiet" rel="next" href={`${path}?${older}`}>
              {t('signatories.older')}
            </a>
          </p>
        ) : null}
      </div>
    </LetterShell>
  );
}
