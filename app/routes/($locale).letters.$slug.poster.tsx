import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { personalPageMeta } from '~/components/page-meta';
import { PosterPage } from '~/components/poster-page';
import { LetterShell } from '~/components/public-page';
import { publicJson } from '~/http/public-page.server';
import { requireReadable } from '~/http/require-letter.server';
import { translator } from '~/i18n/translator';
import posterStyles from '~/styles/poster.css?url';

export { forwardHeaders as headers } from '~/http/forward-headers';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: posterStyles }];

export async function loader(args: LoaderFunctionArgs) {
  const { letter, locale, frame } = await requireReadable(args);
  return publicJson({ frame, requests: letter.texts[locale].requests });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const title = translator(data.frame.locale)('poster.title');
  return personalPageMeta(data.frame.locale, `${title} – ${data.frame.title}`);
};

export default function PosterRoute() {
  const { frame, requests } = useLoaderData<typeof loader>();
  return (
    <LetterShell frame={frame}>
      <PosterPage frame={frame} requests={requests} />
    </LetterShell>
  );
}
