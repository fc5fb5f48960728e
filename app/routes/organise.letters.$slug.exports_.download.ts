import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { startExport } from '~/domain/exports/start-export.server';
import { deskRedirect, streamFile } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf, requireOrganiser } from '~/http/organiser-session.server';
import { fieldsOfExport, readExport } from '~/http/read-export.server';
import { readForm } from '~/http/read-form.server';
import { requireRecentFactor } from '~/http/require-recent-factor.server';
import { minutes } from '~/primitives/duration';

const patience = minutes(2);

/** Reading this address exports nothing: an export is recorded, so it takes a POST. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireOrganiser({ request, context, params }, 'export-public');
  return deskRedirect(`/organise/letters/${params.slug}/exports`);
}

/**
 * Few rows are the answer; many lead to the page of an export that the worker makes. What is refused
 * leads to the page that asks for what is missing.
 */
export async function action({ request, context, params }: ActionFunctionArgs) {
  await requireOrganiser({ request, context, params }, 'export-public');
  const fields = await readForm(request);
  const asked = readExport(fields);
  if (!asked) return notFound();
  const organiser = await requireOrganiser({ request, context, params }, asked.act);
  if (asked.preset === 'full') requireRecentFactor({ request, context }, organiser);
  const actor = actorOf(organiser, context);
  const { slug = '' } = params;
  const path = `/organise/letters/${slug}/exports`;
  const made = await startExport(context.ctx, { ...asked, slug, actor }, { patience });
  if (!made.ok) {
    if (made.reason === 'not-found') return notFound();
    return deskRedirect(`${path}/new?${new URLSearchParams(fieldsOfExport(asked, fields.view))}`);
  }
  const { id, file } = made;
  if (!file) return deskRedirect(`${path}/${id}`);
  return streamFile(file.rows, { ...file, manifest: `${path}/${id}/manifest` });
}
