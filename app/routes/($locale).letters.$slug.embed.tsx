import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { EmbedCard } from '~/components/embed-card';
import { LocaleProvider } from '~/components/locale-context';
import { personalPageMeta } from '~/components/page-meta';
import { readLetterStatus } from '~/domain/letters/read-letter-status.server';
import { readCampaign } from '~/domain/signatures/campaign-source';
import { readCameBy } from '~/http/came-by.server';
import { notFound } from '~/http/not-found.server';
import { publicJson } from '~/http/public-page.server';
import { requireLetter } from '~/http/require-letter.server';
import embedStyles from '~/styles/embed.css?url';

export { forwardHeaders as headers } from '~/http/forward-headers';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: embedStyles }];

/** What other sites may frame: figures and a way to the letter, no form and no cookie. */
export async function loader(args: LoaderFunctionArgs) {
  const { letter, frame } = await requireLetter(args);
  const status = await readLetterStatus(args.context.ctx, { slug: letter.slug });
  if (!status.ok) return notFound();
  const { signatures, endorsements } = status.status;
  const search = new URL(args.request.url).searchParams;
  const code = search.get('via') ?? undefined;
  const cameBy = await readCameBy(args.context.ctx, { letterId: letter.id, code });
  const from = cameBy ? { via: cameBy.code } : readCampaign(Object.fromEntries(search));
  return publicJson({ frame, counts: { signatures, endorsements }, from });
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? personalPageMeta(data.frame.locale, data.frame.title) : [];

export default function EmbedRoute() {
  const { frame, counts, from } = useLoaderData<typeof loader>();
  return (
    <LocaleProvider locale={frame.locale}>
      <EmbedCard frame={frame} counts={counts} from={from} />
    </LocaleProvider>
  );
}
