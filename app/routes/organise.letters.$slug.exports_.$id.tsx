import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { ExportProgress } from '~/components/desk/export-progress';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { useFreshFigures } from '~/components/desk/use-fresh-figures';
import { cancelExport } from '~/domain/exports/cancel-export.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf } from '~/http/organiser-session.server';
import { labelOfExport } from '~/http/read-export.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { requireExport } from '~/http/require-export.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('An export', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { organiser, made } = await requireExport(args);
  const { frame, letter } = await requireDeskLetter(args, 'export-public');
  const moments = momentsIn(letter.timeZone);
  return deskJson({
    frame,
    made: {
      id: made.id,
      label: labelOfExport(made),
      state: made.state,
      streamed: made.streamed,
      own: made.preset !== 'full' || made.requestedBy === organiser.id,
      narrowed: made.narrowed,
      format: made.format,
      timeZone: made.timeZone,
      encrypted: made.recipient !== null,
      reason: made.reason,
      rows: made.rows,
      expected: made.expected,
      countedOnly: made.countedOnly,
      bytes: made.bytes,
      sha256: made.sha256,
      fileName: made.fileName,
      by: made.requestedByName,
      requestedAt: moments.at(made.requestedAt),
      expiresAt: moments.atOrNull(made.expiresAt),
    },
    zone: timeZoneName(letter.timeZone),
  });
}

/** Calls the export off, or deletes its file. */
export async function action(args: ActionFunctionArgs) {
  const { organiser, made } = await requireExport(args);
  const { context, params } = args;
  const { slug = '' } = params;
  const { intent } = await readForm(args.request);
  if (intent !== 'cancel') return notFound();
  const input = { slug, id: made.id, actor: actorOf(organiser, context) };
  const done = await cancelExport(context.ctx, input);
  if (done.ok) return deskRedirect(`/organise/letters/${slug}/exports/${made.id}`);
  if (done.reason === 'not-found') return notFound();
  const refusal = {
    title: 'Nothing was changed',
    text: 'This export has ended already. The page shows how it stands now.',
  };
  return refuseForm(context, 409, { refusal, attempt: randomUUID() });
}

export default function ExportPage() {
  const { frame, made, zone } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  useFreshFigures(made.state === 'queued' || made.state === 'running');
  const path = `/organise/letters/${frame.letter.slug}/exports`;
  return (
    <DeskLayout
      frame={frame}
      title="An export"
      section="exports"
      trail={[{ label: 'Exports', to: path }]}
    >
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      <ExportProgress made={made} zone={zone} path={`${path}/${made.id}`} />
    </DeskLayout>
  );
}
