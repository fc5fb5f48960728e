import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { AttentionList } from '~/components/desk/attention-list';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { FactList } from '~/components/desk/fact-list';
import { writeCount } from '~/components/desk/figures';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { StatTile } from '~/components/desk/stat-tile';
import { StateTag } from '~/components/desk/state-tag';
import { TimeOf } from '~/components/desk/time-of';
import { listDeliveries } from '~/domain/deliveries/list-deliveries.server';
import { listTrends } from '~/domain/protection/list-trends.server';
import { deskJson, noStoreHeaders } from '~/http/desk-response.server';
import { findAttention } from '~/http/find-attention.server';
import { notFound } from '~/http/not-found.server';
import { requireDeskLetter } from '~/http/require-desk.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('Overview', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser, letter, counts } = await requireDeskLetter(args, 'read-letters');
  const { ctx } = args.context;
  const ledger = await listDeliveries(ctx, { slug: letter.slug });
  if (!ledger.ok) return notFound();
  const trends = await listTrends(ctx, { letterId: letter.id });
  const { role } = organiser;
  const now = ctx.clock.now();
  const moments = momentsIn(letter.timeZone);
  return deskJson({
    frame,
    counts,
    attention: findAttention({ letter, counts, ledger, trends, role, now }),
    goal: letter.goal,
    closesAt: moments.atOrNull(letter.closesAt),
    lockedAt: moments.at(letter.version.createdAt),
    version: { number: letter.version.number, hash: letter.version.hash },
    zone: timeZoneName(letter.timeZone),
  });
}

function Tiles({ counts, base }: { counts: Counts; base: string }) {
  const signatures = `${base}/signatures`;
  const endorsements = `${base}/endorsements`;
  return (
    <>
      <section aria-labelledby="signatures-heading">
        <h2 id="signatures-heading">Signatures</h2>
        <ul className="desk-tiles">
          <StatTile
            label="confirmed"
            count={counts.confirmed}
            to={`${signatures}?state=confirmed`}
          />
          <StatTile
            label="not confirmed yet"
            count={counts.pending}
            to={`${signatures}?state=pending`}
          />
          <StatTile label="held for review" count={counts.held} to={`${signatures}?state=held`} />
          <StatTile
            label="withdrawn"
            count={counts.withdrawn}
            to={`${signatures}?state=withdrawn`}
          />
          <StatTile label="countries" count={counts.countries} />
        </ul>
        <h3>Confirmed people by how their name appears</h3>
        <ul className="desk-tiles">
          <StatTile
            label="on the page and in the letter"
            count={counts.public}
            to={`${signatures}?state=confirmed&visibility=public`}
          />
          <StatTile
            label="in the letter only"
            count={counts.letterOnly}
            to={`${signatures}?state=confirmed&visibility=letter`}
          />
          <StatTile
            label="counted only"
            count={counts.countedOnly}
            to={`${signatures}?state=confirmed&visibility=counted`}
          />
        </ul>
      </section>
      <section aria-labelledby="organisations-heading">
        <h2 id="organisations-heading">Organisations</h2>
        <ul className="desk-tiles">
          <StatTile
            label="approved"
            count={counts.endorsementsApproved}
            to={`${endorsements}?state=approved`}
          />
          <StatTile
            label="waiting for a decision"
            count={counts.endorsementsWaiting}
            to={endorsements}
          />
          <StatTile
            label="address not confirmed"
            count={counts.endorsementsUnconfirmed}
            to={`${endorsements}?state=unconfirmed`}
          />
          <StatTile
            label="declined"
            count={counts.endorsementsDeclined}
            to={`${endorsements}?state=declined`}
          />
        </ul>
      </section>
    </>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;
type Counts = Data['counts'];

export default function Overview() {
  const { frame, counts, attention, goal, closesAt, lockedAt, version, zone } =
    useLoaderData<typeof loader>();
  const base = `/organise/letters/${frame.letter.slug}`;
  return (
    <DeskLayout frame={frame} title="Overview" section="overview">
      <p className="desk-lead">{frame.letter.title}</p>
      <AttentionList items={attention} />
      <Tiles counts={counts} base={base} />
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
                  <a href={`${base}/publish`}>none yet: see what it needs</a>
                ) : (
                  <a href={`/letters/${frame.letter.slug}`}>Open the public page</a>
                ),
            },
          ]}
        />
      </section>
    </DeskLayout>
  );
}
