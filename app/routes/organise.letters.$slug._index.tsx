import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { AttentionList } from '~/components/desk/attention-list';
import { DayChart } from '~/components/desk/day-chart';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { FactList } from '~/components/desk/fact-list';
import { writeCount } from '~/components/desk/figures';
import { LatestEntries } from '~/components/desk/latest-entries';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { FurtherTiles, MainTiles } from '~/components/desk/overview-tiles';
import { QueueTable } from '~/components/desk/queue-table';
import { ShareTables } from '~/components/desk/share-tables';
import { StateTag } from '~/components/desk/state-tag';
import { TimeOf } from '~/components/desk/time-of';
import type { Context } from '~/context.server';
import { listAudit } from '~/domain/audit/list-audit.server';
import { listDeliveries } from '~/domain/deliveries/list-deliveries.server';
import { findTrouble } from '~/domain/figures/find-trouble.server';
import { readOverview } from '~/domain/figures/read-overview.server';
import type { LetterView } from '~/domain/letters/letter-view';
import { type OrganiserRole, permits } from '~/domain/organisers/organiser';
import { listTrends } from '~/domain/protection/list-trends.server';
import { showEntry } from '~/http/audit-page.server';
import { deskJson, noStoreHeaders } from '~/http/desk-response.server';
import { findAttention } from '~/http/find-attention.server';
import { notFound } from '~/http/not-found.server';
import { requireDeskLetter } from '~/http/require-desk.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('Overview', data?.frame);

const entriesShown = 10;

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser, letter, counts } = await requireDeskLetter(args, 'read-letters');
  const { ctx } = args.context;
  const { role } = organiser;
  const [ledger, trends, overview, trouble, latest] = await Promise.all([
    listDeliveries(ctx, { slug: letter.slug }),
    listTrends(ctx, { letterId: letter.id }),
    readOverview(ctx, letter),
    findTrouble(ctx, letter),
    readLatest(ctx, letter, role),
  ]);
  if (!ledger.ok) return notFound();
  const now = ctx.clock.now();
  const moments = momentsIn(letter.timeZone);
  return deskJson({
    frame,
    counts,
    paper: letter.paper,
    overview,
    latest,
    mayRead: permits(role, 'read-signatures'),
    attention: findAttention({ letter, counts, ledger, trends, trouble, role, now }),
    goal: letter.goal,
    closesAt: moments.atOrNull(letter.closesAt),
    lockedAt: moments.at(letter.version.createdAt),
    version: { number: letter.version.number, hash: letter.version.hash },
    zone: timeZoneName(letter.timeZone),
  });
}

/** The newest entries, for those who may read the log. */
async function readLatest(ctx: Context, { slug, timeZone }: LetterView, role: OrganiserRole) {
  if (!permits(role, 'read-audit')) return null;
  const { entries } = await listAudit(ctx, { slug, limit: entriesShown });
  const [local, utc] = [momentsIn(timeZone), momentsIn('UTC')];
  return entries.map((entry) => showEntry(entry, local, utc));
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function Queues({ queues, base, mayRead }: Pick<Data, 'mayRead'> & Props) {
  const list = (path: string) => (mayRead ? `${base}${path}` : null);
  const { held, pending, organisations, changes } = queues;
  return (
    <QueueTable
      queues={[
        {
          label: 'Signatures held for review',
          list: list('/signatures?state=held'),
          waiting: held,
        },
        {
          label: 'Signatures not confirmed',
          list: list('/signatures?state=pending'),
          waiting: pending,
        },
        {
          label: 'Organisations',
          list: list('/endorsements?state=waiting'),
          waiting: organisations,
        },
        { label: 'Changes asked for', list: list('/changes'), waiting: changes },
      ]}
    />
  );
}

type Props = { queues: Data['overview']['queues']; base: string };

function Facts({ data }: { data: Data }) {
  const { frame, goal, closesAt, lockedAt, version, zone } = data;
  return (
    <section aria-labelledby="facts-heading">
      <h2 id="facts-heading">About this letter</h2>
      <FactList
        facts={[
          { term: 'State', value: <StateTag state={frame.letter.state} /> },
          { term: 'Goal', value: goal === null ? 'none set' : writeCount(goal) },
          {
            term: 'Closes',
            value: closesAt ? (
              <>
                <TimeOf moment={closesAt} /> ({zone})
              </>
            ) : (
              'no closing time set'
            ),
          },
          {
            term: 'Text',
            value: (
              <>
                version {version.number}, fixed on <TimeOf moment={lockedAt} /> ({zone})
              </>
            ),
          },
          { term: 'Hash of the text (SHA-256)', value: <code>{version.hash}</code> },
          {
            term: 'Public page',
            value:
              frame.letter.state === 'draft' ? (
                <a href={`/organise/letters/${frame.letter.slug}/publish`}>
                  none yet: see what it needs
                </a>
              ) : (
                <a href={`/letters/${frame.letter.slug}`}>Open the public page</a>
              ),
          },
        ]}
      />
    </section>
  );
}

export default function Overview() {
  const data = useLoaderData<typeof loader>();
  const { frame, counts, overview, attention, latest, mayRead, zone } = data;
  const base = `/organise/letters/${frame.letter.slug}`;
  const signatures = mayRead ? `${base}/signatures` : null;
  const lists = {
    signatures,
    endorsements: mayRead ? `${base}/endorsements` : null,
    paper: mayRead ? `${base}/paper` : null,
  };
  return (
    <DeskLayout frame={frame} title="Overview" section="overview">
      <p className="desk-lead">{frame.letter.title}</p>
      <AttentionList items={attention} />
      <MainTiles counts={counts} lists={lists} />
      <DayChart days={overview.days} list={signatures} zone={zone} />
      <Queues queues={overview.queues} base={base} mayRead={mayRead} />
      <ShareTables {...overview} list={signatures} />
      <FurtherTiles counts={counts} paper={data.paper} lists={lists} />
      {latest ? <LatestEntries entries={latest} log={`${base}/audit`} /> : null}
      <Facts data={data} />
    </DeskLayout>
  );
}
