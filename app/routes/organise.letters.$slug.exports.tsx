import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { ExportForm } from '~/components/desk/export-form';
import { ExportList } from '~/components/desk/export-list';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { listExports } from '~/domain/exports/read-export.server';
import { permits } from '~/domain/organisers/organiser';
import { deskJson, deskRedirect, noStoreHeaders } from '~/http/desk-response.server';
import { requireOrganiser } from '~/http/organiser-session.server';
import {
  actOfPreset,
  exportsFor,
  formatChoices,
  labelOfExport,
  readView,
} from '~/http/read-export.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { timeZones } from '~/primitives/time-zone';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('Exports', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser, counts, letter } = await requireDeskLetter(args, 'export-public');
  const search = new URL(args.request.url).searchParams.get('view') ?? undefined;
  const moments = momentsIn(letter.timeZone);
  const made = await listExports(args.context.ctx, { slug: letter.slug });
  return deskJson({
    frame,
    exports: exportsFor(organiser.role, counts),
    formats: formatChoices,
    zones: timeZones,
    letterZone: letter.timeZone,
    view: readView(search) ? search : undefined,
    zone: timeZoneName(letter.timeZone),
    mayDeliver: permits(organiser.role, 'prepare-delivery'),
    made: made
      .filter(({ preset }) => permits(organiser.role, actOfPreset[preset]))
      .map((one) => ({
        id: one.id,
        label: labelOfExport(one),
        format: one.format,
        narrowed: one.narrowed,
        state: one.state,
        rows: one.state === 'ready' ? one.rows : one.expected,
        by: one.requestedByName,
        at: moments.at(one.requestedAt),
      })),
  });
}

/** A page cannot answer with a file: the same request goes on to the address that does. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  await requireOrganiser({ request, context, params }, 'export-public');
  return deskRedirect(`/organise/letters/${params.slug}/exports/download`, 307);
}

export default function Exports() {
  const data = useLoaderData<typeof loader>();
  const { frame, made, zone, mayDeliver } = data;
  const { slug } = frame.letter;
  const path = `/organise/letters/${slug}/exports`;
  return (
    <DeskLayout frame={frame} title="Exports" section="exports">
      <p>
        You see the number of rows and a sample before anything leaves. Each export is recorded in
        the audit log with your name before the file begins.
      </p>
      <ExportForm
        {...data}
        action={`${path}/new`}
        signatures={`/organise/letters/${slug}/signatures`}
      />
      <h2>As a document</h2>
      <p>
        The annex with the names is part of the letter as PDF:{' '}
        <a href={`/letters/${slug}/letter.pdf`}>the public letter</a>, with the names that everybody
        may read.{' '}
        {mayDeliver ? (
          <>
            The one for the addressee is made for a{' '}
            <Link to={`/organise/letters/${slug}/deliveries`}>delivery</Link>.
          </>
        ) : null}
      </p>
      <ExportList made={made} zone={zone} path={path} />
    </DeskLayout>
  );
}
