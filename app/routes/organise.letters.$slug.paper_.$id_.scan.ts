import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { readScan } from '~/domain/paper/read-scan.server';
import { deskRedirect, sendFile } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf, requireOrganiser } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';

/** Reading this address shows nothing: who fetches a scan is on record, so it takes a POST. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireOrganiser({ request, context, params }, 'moderate-signatures');
  return deskRedirect(`/organise/letters/${params.slug}/paper/${params.id}`);
}

/** The sheets, to be saved and opened elsewhere, never in this site. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const organiser = await requireOrganiser({ request, context, params }, 'moderate-signatures');
  const { scan = '' } = await readForm(request);
  const { slug = '', id = '' } = params;
  const input = { slug, id, scanId: scan, actor: actorOf(organiser, context) };
  const found = await readScan(context.ctx, input);
  if (!found.ok) return notFound();
  const answer = sendFile(found.bytes, found);
  answer.headers.set('Content-Security-Policy', "sandbox; default-src 'none'");
  return answer;
}
