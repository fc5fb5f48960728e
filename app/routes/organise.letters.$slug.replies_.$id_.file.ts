import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { readReplyFile } from '~/domain/replies/read-reply-file.server';
import { deskRedirect, sendFile } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf, requireOrganiser } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';

/** Reading this address shows nothing: who fetches a file is on record, so it takes a POST. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireOrganiser({ request, context, params }, 'send-delivery');
  const { slug = '', id = '' } = params;
  return deskRedirect(`/organise/letters/${slug}/replies/${id}`);
}

/** A file as it came, whatever it says it is: bytes to be saved, which no browser opens here. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const organiser = await requireOrganiser({ request, context, params }, 'send-delivery');
  const { file = '' } = await readForm(request);
  const { slug = '', id = '' } = params;
  const input = { slug, id, fileId: file, actor: actorOf(organiser, context) };
  const found = await readReplyFile(context.ctx, input);
  if (!found.ok) return notFound();
  const { bytes, fileName } = found;
  const answer = sendFile(bytes, { fileName, contentType: 'application/octet-stream' });
  answer.headers.set('Content-Security-Policy', "sandbox; default-src 'none'");
  return answer;
}
