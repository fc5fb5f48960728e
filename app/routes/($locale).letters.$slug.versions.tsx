import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BindingLanguageNote } from '~/components/binding-language-note';
import { BackLink } from '~/components/message-page';
import { letterPageMeta } from '~/components/page-meta';
import { LetterShell } from '~/components/public-page';
import { VersionList } from '~/components/version-list';
import { summaryIn } from '~/domain/versions/letter-version';
import { listVersions } from '~/domain/versions/list-versions.server';
import { publicJson } from '~/http/public-page.server';
import { requireLetter } from '~/http/require-letter.server';
import { letterPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

export async function loader(args: LoaderFunctionArgs) {
  const { letter, locale, frame } = await requireLetter(args);
  const versions = await listVersions(args.context.ctx, letter.id);
  return publicJson({
    frame,
    versions: versions.map(({ number, kind, hash, summaries, publishedAt, people }) => {
      const summary = summaryIn(summaries, locale, letter.masterLocale);
      return { number, kind, hash, summary, publishedAt, people };
    }),
  });
}

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  if (!data) return [];
  const title = `${translator(data.frame.locale)('versions.title')} – ${data.frame.title}`;
  return letterPageMeta(data.frame, location.pathname, title);
};

export default function VersionsPage() {
  const { frame, versions } = useLoaderData<typeof loader>();
  const t = translator(frame.locale);
  return (
    <LetterShell frame={frame}>
      <div className="container page reading">
        <BackLink href={letterPath(frame, frame.locale)}>{t('page.back')}</BackLink>
        <h1>{t('versions.title')}</h1>
        <p className="soft">{frame.title}</p>
        <BindingLanguageNote frame={frame} page="versions" />
        <VersionList frame={frame} versions={versions} />
      </div>
    </LetterShell>
  );
}
