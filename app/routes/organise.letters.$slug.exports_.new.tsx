import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { ExportPreview } from '~/components/desk/export-preview';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { checkExport, fullExportsLeft } from '~/domain/exports/check-export.server';
import { rowsForTheWorker } from '~/domain/exports/export';
import { previewExport } from '~/domain/exports/preview-export.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { explainExport } from '~/http/explain-export.server';
import { notFound } from '~/http/not-found.server';
import { actorOf, requireOrganiser } from '~/http/organiser-session.server';
import { fieldsOfExport, labelOfExport, readExport } from '~/http/read-export.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { requireRecentFactor } from '~/http/require-recent-factor.server';
import { isTimeZone } from '~/primitives/time-zone';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta('Before the export', data?.frame);

/** A look at what would be exported; a form that was refused has sent it in its body as well. */
export async function loader(args: LoaderFunctionArgs) {
  await requireOrganiser(args, 'export-public');
  const { request, context } = args;
  const search = Object.fromEntries(new URL(request.url).searchParams);
  const path = `/organise/letters/${args.params.slug}/exports`;
  const asked = readExport(search);
  if (!asked) throw deskRedirect(path);
  const { frame, letter, organiser } = await requireDeskLetter(args, asked.act);
  const timeZone = isTimeZone(asked.timeZone) ? asked.timeZone : 'UTC';
  const looked = await previewExport(context.ctx, { ...asked, timeZone, slug: letter.slug });
  if (!looked.ok) return notFound();
  const { sample, rowCount, countedOnly } = looked;
  const full = asked.preset === 'full';
  return deskJson({
    frame,
    label: labelOfExport(asked),
    fields: fieldsOfExport({ ...asked, timeZone }, search.view),
    format: asked.format,
    timeZone,
    narrowed: asked.view !== null,
    rowCount,
    countedOnly,
    later: asked.what === 'signatures' && rowCount >= rowsForTheWorker,
    full,
    left: full ? await fullExportsLeft(context.ctx, actorOf(organiser, context)) : null,
    sample: {
      columns: sample.columns,
      rows: sample.rows.map((row) =>
        row.map((cell) => (typeof cell === 'object' ? (cell?.time ?? '') : String(cell))),
      ),
    },
  });
}

/** Looks whether everything is there; the address that answers with a file gets the same form then. */
export async function action(args: ActionFunctionArgs) {
  await requireOrganiser(args, 'export-public');
  const { request, context, params } = args;
  const { slug = '' } = params;
  const fields = await readForm(request);
  const asked = readExport(fields);
  if (!asked) return notFound();
  const organiser = await requireOrganiser(args, asked.act);
  if (asked.preset === 'full') requireRecentFactor({ request, context }, organiser);
  const actor = actorOf(organiser, context);
  const reason = await checkExport(context.ctx, { ...asked, slug, actor });
  if (reason === 'not-offered') return notFound();
  if (reason === null) return deskRedirect(`/organise/letters/${slug}/exports/download`, 307);
  const { status, refusal } = explainExport(reason);
  return refuseForm(context, status, { refusal, attempt: randomUUID(), typed: { ...fields } });
}

export default function NewExport() {
  const data = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const path = `/organise/letters/${data.frame.letter.slug}/exports`;
  return (
    <DeskLayout
      frame={data.frame}
      title="Before the export"
      section="exports"
      trail={[{ label: 'Exports', to: path }]}
    >
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      <ExportPreview
        key={refused?.attempt}
        {...data}
        path={path}
        typed={refused?.typed}
        refusal={refused?.refusal}
      />
    </DeskLayout>
  );
}
