import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { DeskVersionEntry } from '~/components/desk/desk-version-entry';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { useFreshFigures } from '~/components/desk/use-fresh-figures';
import { permits } from '~/domain/organisers/organiser';
import { summaryIn } from '~/domain/versions/letter-version';
import { listDeskVersions } from '~/domain/versions/list-desk-versions.server';
import { deskJson, noStoreHeaders } from '~/http/desk-response.server';
import { requireDeskLetter } from '~/http/require-desk.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('Versions', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter, organiser } = await requireDeskLetter(args, 'read-letters');
  const versions = await listDeskVersions(args.context.ctx, letter.id);
  const moments = momentsIn(letter.timeZone);
  return deskJson({
    frame,
    zone: timeZoneName(letter.timeZone),
    mayPublish: permits(organiser.role, 'publish-letter'),
    versions: versions.map(({ id: _id, summaries, publishedAt, ...version }) => ({
      ...version,
      summary: summaryIn(summaries, 'en', letter.masterLocale),
      publishedAt: moments.at(publishedAt),
    })),
  });
}

export default function Versions() {
  const { frame, zone, mayPublish, versions } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const published = versions.find(({ number }) => String(number) === search.get('published'));
  useFreshFigures(versions.some(({ asking }) => asking?.state === 'running'));
  return (
    <DeskLayout frame={frame} title="Versions" section="versions">
      {published ? (
        <Notice kind="ok">
          Version {published.number} is public now.
          {published.asking ? ' Everybody who signed before is being asked by mail.' : ''}
        </Notice>
      ) : null}
      <p>
        From the first signature on, the text changes only in public, as a correction or as a change
        of meaning. Each signature counts for the text it was given to; the figures of different
        texts are never added up.
      </p>
      {mayPublish ? (
        <p>
          <Link to="new">Compare what was edited, and publish it</Link>
        </p>
      ) : null}
      {versions.map((version, place) => (
        <DeskVersionEntry
          key={version.number}
          slug={frame.letter.slug}
          zone={zone}
          version={version}
          present={place === 0}
        />
      ))}
    </DeskLayout>
  );
}
