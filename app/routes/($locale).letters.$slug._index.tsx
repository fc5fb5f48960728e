import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BackgroundTeaser } from '~/components/background-teaser';
import { BindingLanguageNote } from '~/components/binding-language-note';
import { DeliveryRecord } from '~/components/delivery-record';
import { EndorsingOrganisations } from '~/components/endorsing-organisations';
import { LetterFacts } from '~/components/letter-facts';
import { LetterSheet } from '~/components/letter-sheet';
import { LocaleProvider } from '~/components/locale-context';
import { NewestSignatories } from '~/components/newest-signatories';
import { NotTranslatedNote } from '~/components/not-translated-note';
import { letterPageMeta } from '~/components/page-meta';
import { LetterShell } from '~/components/public-page';
import { ReplyPanel } from '~/components/reply-panel';
import { SignBar, SignPanel } from '~/components/sign-panel';
import { StatusStrip } from '~/components/status-strip';
import { timelineOfRecord } from '~/components/timeline-of-record';
import { timelineWithUpdates } from '~/components/timeline-with-updates';
import { VersionNotice } from '~/components/version-notice';
import { listMayBeIndexed } from '~/domain/letters/letter-view';
import { type LetterPage, readLetterPage } from '~/domain/letters/read-letter-page.server';
import { issueFormStamp } from '~/domain/protection/form-stamp.server';
import { readCampaign } from '~/domain/signatures/campaign-source';
import { summaryIn } from '~/domain/versions/letter-version';
import { readCameBy } from '~/http/came-by.server';
import { notFound } from '~/http/not-found.server';
import { publicJson } from '~/http/public-page.server';
import { requireLetter } from '~/http/require-letter.server';
import type { Locale } from '~/i18n/locale';
import { letterPath } from '~/i18n/localised-path';

export { forwardHeaders as headers } from '~/http/forward-headers';

export async function loader(args: LoaderFunctionArgs) {
  const { letter, locale, frame } = await requireLetter(args);
  const found = await readLetterPage(args.context.ctx, { slug: letter.slug, locale });
  if (!found.ok) return notFound();
  const { page } = found;
  const search = new URL(args.request.url).searchParams;
  const code = search.get('via') ?? undefined;
  const { number, kind, hash, createdAt, summaries } = page.version;
  const summary = summaryIn(summaries, locale, page.masterLocale);
  return publicJson({
    frame,
    text: page.texts[locale],
    counts: page.counts,
    paper: page.paper,
    goal: page.goal,
    version: { number, kind, hash, createdAt, summary },
    endorsements: page.endorsements,
    signatories: page.newestSignatories,
    namesHidden: page.namesHidden,
    mayBeIndexed: listMayBeIndexed(page),
    deliveries: page.deliveries,
    replies: page.replies,
    stamp: issueFormStamp(args.context.ctx),
    campaign: readCampaign(Object.fromEntries(search)),
    cameBy: await readCameBy(args.context.ctx, { letterId: letter.id, code }),
    background: teaserOf({ ...page, locale }),
  });
}

/** The last entries of the timeline and the questions; null while there is nothing of either. */
function teaserOf({ background, updates, ...letter }: LetterPage & { locale: Locale }) {
  const { deliveries: ledger, replies, timeZone } = letter;
  if (!background && updates.length + ledger.length + replies.length === 0) return null;
  const locale = background?.locale ?? letter.locale;
  const page = letterPath(letter, letter.locale);
  const addressee = letter.texts[locale].addresseeShort;
  const recorded = timelineOfRecord({ ledger, replies }, { locale, timeZone, addressee, page });
  const timeline = timelineWithUpdates(
    background?.text.timeline ?? [],
    updates,
    { locale, timeZone, page: letterPath(letter, letter.locale, 'background') },
    recorded,
  );
  return {
    locale,
    timeline: timeline.slice(-4),
    sourceIds: background?.text.sources.map((source) => source.id) ?? [],
    questions: background?.text.questions.map(({ id, question }) => ({ id, question })) ?? [],
  };
}

export const meta: MetaFunction<typeof loader> = ({ data, location }) =>
  data
    ? letterPageMeta(data.frame, location.pathname, `${data.frame.title} – ${data.frame.hostName}`)
    : [];

export default function LetterRoute() {
  const data = useLoaderData<typeof loader>();
  const { frame, counts } = data;
  const founders = data.endorsements.filter(
    (one) => one.coordinator || one.foundingPosition !== null,
  );
  return (
    <LetterShell frame={frame}>
      <div className="container letter-grid">
        <div className="letter-column">
          <StatusStrip frame={frame} deliveries={data.deliveries} />
          <NotTranslatedNote textLocale={frame.textLocale} />
          {frame.textLocale === frame.locale ? <BindingLanguageNote frame={frame} /> : null}
          <VersionNotice frame={frame} version={data.version} />
          <LocaleProvider locale={frame.textLocale}>
            <LetterSheet text={data.text} founders={founders} />
          </LocaleProvider>
        </div>
        <SignPanel {...data} />
        <div className="after-letter">
          <EndorsingOrganisations
            endorsements={data.endorsements}
            endorseHref={frame.takesSignatures ? letterPath(frame, frame.locale, 'endorse') : null}
          />
          <NewestSignatories {...data} />
          {data.background ? <BackgroundTeaser frame={frame} background={data.background} /> : null}
          <ReplyPanel replies={data.replies} timeZone={frame.timeZone} />
          <DeliveryRecord frame={frame} deliveries={data.deliveries} />
          <LetterFacts frame={frame} version={data.version} />
        </div>
      </div>
      {frame.takesSignatures ? <SignBar counts={counts} /> : null}
    </LetterShell>
  );
}
