import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { ExportForm } from '~/components/desk/export-form';
import { deskJson, deskRedirect, noStoreHeaders } from '~/http/desk-response.server';
import { requireOrganiser } from '~/http/organiser-session.server';
import { exportsFor, formatChoices } from '~/http/read-export.server';
import { requireDeskLetter } from '~/http/require-desk.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('Exports', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser, counts } = await requireDeskLetter(args, 'export-public');
  return deskJson({
    frame,
    exports: exportsFor(organiser.role, counts),
    formats: formatChoices,
  });
}

/** A page cannot answer with a file: the same request goes on to the address that does. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  await requireOrganiser({ request, context, params }, 'export-public');
  return deskRedirect(`/organise/letters/${params.slug}/exports/download`, 307);
}

export default function Exports() {
  const { frame, exports, formats } = useLoaderData<typeof loader>();
  return (
    <DeskLayout frame={frame} title="Exports" section="exports">
      <p>
        Each download is recorded in the audit log with your name before the file begins. Times are
        in UTC.
      </p>
      <ExportForm
        action={`/organise/letters/${frame.letter.slug}/exports/download`}
        exports={exports}
        formats={formats}
      />
    </DeskLayout>
  );
}
