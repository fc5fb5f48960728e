import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BackgroundArticle } from '~/components/background-article';
import { LocaleProvider } from '~/components/locale-context';
import { BackLink } from '~/components/message-page';
import { NotTranslatedNote } from '~/components/not-translated-note';
import { letterPageMeta } from '~/components/page-meta';
import { LetterShell } from '~/components/public-page';
import { timelineOfRecord } from '~/components/timeline-of-record';
import { timelineWithUpdates } from '~/components/timeline-with-updates';
import { listPublicLedger } from '~/domain/deliveries/list-public-ledger.server';
import { readBackground } from '~/domain/letters/read-background.server';
import { listPublicReplies } from '~/domain/replies/list-public-replies.server';
import { listPublicUpdates } from '~/domain/updates/list-public-updates.server';
import { notFound } from '~/http/not-found.server';
import { publicJson } from '~/http/public-page.server';
import { requireLetter } from '~/http/require-letter.server';
import { letterPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

export async function loader(args: LoaderFunctionArgs) {
  const { letter, locale, frame } = await requireLetter(args);
  const found = await readBackground(args.context.ctx, { slug: letter.slug });
  if (!found.ok) return notFound();
  const { background, writtenIn } = found;
  const textLocale = writtenIn.includes(locale) ? locale : frame.masterLocale;
  const of = { letterId: letter.id, locale: textLocale };
  const { ctx } = args.context;
  const [updates, ledger, replies] = await Promise.all([
    listPublicUpdates(ctx, of),
    listPublicLedger(ctx, letter.id),
    listPublicReplies(ctx, of),
  ]);
  const told = updates.length + ledger.length + replies.length;
  if (writtenIn.length === 0 && told === 0) return notFound();
  const shown = { locale: textLocale, timeZone: letter.timeZone };
  const page = letterPath(frame, frame.locale);
  const addressee = letter.texts[textLocale].addresseeShort;
  const recorded = timelineOfRecord({ ledger, replies }, { ...shown, addressee, page });
  const written = background[locale].timeline;
  const timeline = timelineWithUpdates(written, updates, { ...shown, page: null }, recorded);
  return publicJson({ frame, background: { ...background[locale], timeline }, textLocale });
}

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  if (!data) return [];
  const title = `${translator(data.frame.locale)('background.title')} – ${data.frame.title}`;
  return letterPageMeta(data.frame, location.pathname, title);
};

export default function BackgroundPage() {
  const { frame, background, textLocale } = useLoaderData<typeof loader>();
  const t = translator(frame.locale);
  return (
    <LetterShell frame={frame}>
      <div className="container page reading">
        <BackLink href={letterPath(frame, frame.locale)}>{t('page.back')}</BackLink>
        <h1>{t('background.title')}</h1>
        <p className="soft" lang={frame.textLocale}>
          {frame.title}
        </p>
        <NotTranslatedNote textLocale={textLocale} />
        <LocaleProvider locale={textLocale}>
          <div lang={textLocale}>
            <BackgroundArticle background={background} />
          </div>
        </LocaleProvider>
        <BackLink href={letterPath(frame, frame.locale)}>{t('page.back')}</BackLink>
      </div>
    </LetterShell>
  );
}
