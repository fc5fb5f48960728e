import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BindingLanguageNote } from '~/components/binding-language-note';
import { LetterChanges } from '~/components/letter-changes';
import { LetterSheet } from '~/components/letter-sheet';
import { BackLink } from '~/components/message-page';
import { letterPageMeta } from '~/components/page-meta';
import { LetterShell } from '~/components/public-page';
import { VersionFacts } from '~/components/version-list';
import { summaryIn } from '~/domain/versions/letter-version';
import { readVersion } from '~/domain/versions/read-version.server';
import { notFound } from '~/http/not-found.server';
import { publicJson } from '~/http/public-page.server';
import { requireLetter } from '~/http/require-letter.server';
import { letterPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

export async function loader(args: LoaderFunctionArgs) {
  const { letter, locale, frame } = await requireLetter(args);
  const asked = args.params.number ?? '';
  if (!/^[1-9]\d{0,5}$/.test(asked)) return notFound();
  const wanted = { slug: letter.slug, number: Number(asked), locale };
  const found = await readVersion(args.context.ctx, wanted);
  if (!found.ok) return notFound();
  const { number, kind, hash, summaries, publishedAt, people } = found.version;
  const summary = summaryIn(summaries, locale, letter.masterLocale);
  return publicJson({
    frame,
    present: number === letter.version.number,
    version: { number, kind, hash, summary, publishedAt, people },
    text: found.text,
    before: found.before,
  });
}

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  if (!data) return [];
  const { frame, version } = data;
  const t = translator(frame.locale);
  const title = `${t('facts.version', { number: version.number })} – ${frame.title}`;
  return letterPageMeta(frame, location.pathname, title);
};

export default function VersionPage() {
  const { frame, present, version, text, before } = useLoaderData<typeof loader>();
  const t = translator(frame.locale);
  const { number } = version;
  return (
    <LetterShell frame={frame}>
      <div className="container page reading">
        <BackLink href={letterPath(frame, frame.locale, 'versions')}>{t('versions.all')}</BackLink>
        <h1>{t('facts.version', { number })}</h1>
        <p className="soft">{frame.title}</p>
        {present ? null : (
          <p className="notice">
            {t('versions.earlierText')}{' '}
            <a href={letterPath(frame, frame.locale)}>{t('page.back')}</a>
          </p>
        )}
        <BindingLanguageNote frame={frame} page={`versions/${number}`} />
        <VersionFacts frame={frame} version={version} />
        {before ? (
          <section className="page-section" aria-labelledby="changes-title">
            <h2 id="changes-title">{t('versions.from', { from: before.number, to: number })}</h2>
            <LetterChanges fields={before.fields} />
          </section>
        ) : null}
        <div className="page-section">
          <LetterSheet text={text} founders={[]} lower />
        </div>
      </div>
    </LetterShell>
  );
}
