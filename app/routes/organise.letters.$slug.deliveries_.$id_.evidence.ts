import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { readEvidence } from '~/domain/deliveries/read-evidence.server';
import { deskRedirect, sendFile } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf, requireOrganiser } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';

/** Reading this address shows nothing: who fetches evidence is on record, so it takes a POST. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireOrganiser({ request, context, params }, 'send-delivery');
  const { slug = '', id = '' } = params;
  return deskRedirect(`/organise/letters/${slug}/deliveries/${id}/record`);
}

/** The evidence, to be saved and opened elsewhere, never in this site. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const organiser = await requireOrganiser({ request, context, params }, 'send-delivery');
  const { line = '' } = await readForm(request);
  const { slug = '', id = '' } = params;
  const input = { slug, id, eventId: Number(line), actor: actorOf(organiser, context) };
  const found = await readEvidence(context.ctx, input);
  if (!found.ok) return notFound();
  const answer = sendFile(found.bytes, found);
  answer.headers.set('Content-Security-Policy', "sandbox; default-src 'none'");
  return answer;
}
