import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BackgroundTeaser } from '~/components/background-teaser';
import { DeliveryRecord } from '~/components/delivery-record';
import { EndorsingOrganisations } from '~/components/endorsing-organisations';
import { LetterFacts } from '~/components/letter-facts';
import { LetterSheet } from '~/components/letter-sheet';
import { NewestSignatories } from '~/components/newest-signatories';
import { letterPageMeta } from '~/components/page-meta';
import { LetterShell } from '~/components/public-page';
import { SignBar, SignPanel } from '~/components/sign-panel';
import { StatusStrip } from '~/components/status-strip';
import { listMayBeIndexed } from '~/domain/letters/letter-view';
import { readLetterPage } from '~/domain/letters/read-letter-page.server';
import { issueFormStamp } from '~/domain/protection/form-stamp.server';
import { readCampaign } from '~/domain/signatures/campaign-source';
import { readCameBy } from '~/http/came-by.server';
import { notFound } from '~/http/not-found.server';
import { publicJson } from '~/http/public-page.server';
import { requireLetter } from '~/http/require-letter.server';
import { letterPath } from '~/i18n/localised-path';

export { forwardHeaders as headers } from '~/http/forward-headers';

export async function loader(args: LoaderFunctionArgs) {
  const { letter, locale, frame } = await requireLetter(args);
  const found = await readLetterPage(args.context.ctx, { slug: letter.slug, locale });
  if (!found.ok) return notFound();
  const { page } = found;
  const search = new URL(args.request.url).searchParams;
  const code = search.get('via') ?? undefined;
  const { number, hash, createdAt } = page.version;
  const { timeline, sources, questions } = page.background;
  return publicJson({
    frame,
    text: page.texts[locale],
    counts: page.counts,
    goal: page.goal,
    version: { number, hash, createdAt },
    endorsements: page.endorsements,
    signatories: page.newestSignatories,
    namesHidden: page.namesHidden,
    mayBeIndexed: listMayBeIndexed(page),
    deliveries: page.deliveries,
    stamp: issueFormStamp(args.context.ctx),
    campaign: readCampaign(Object.fromEntries(search)),
    cameBy: await readCameBy(args.context.ctx, { letterId: letter.id, code }),
    background: {
      timeline: timeline.slice(-4),
      sourceIds: sources.map((source) => source.id),
      questions: questions.map(({ id, question }) => ({ id, question })),
    },
  });
}

export const meta: MetaFunction<typeof loader> = ({ data, location }) =>
  data
    ? letterPageMeta(data.frame, location.pathname, `${data.frame.title} – ${data.frame.hostName}`)
    : [];

export default function LetterPage() {
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
          <LetterSheet text={data.text} founders={founders} />
        </div>
        <SignPanel {...data} />
        <div className="after-letter">
          <EndorsingOrganisations
            endorsements={data.endorsements}
            endorseHref={frame.takesSignatures ? letterPath(frame, frame.locale, 'endorse') : null}
          />
          <NewestSignatories {...data} />
          <BackgroundTeaser frame={frame} background={data.background} />
          <DeliveryRecord frame={frame} deliveries={data.deliveries} />
          <LetterFacts frame={frame} version={data.version} />
        </div>
      </div>
      {frame.takesSignatures ? <SignBar counts={counts} /> : null}
    </LetterShell>
  );
}
