import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { deskRedirect } from '~/http/desk-response.server';
import { downloadAudit } from '~/http/download-audit.server';
import { actorOf, requireOrganiser } from '~/http/organiser-session.server';
import { requireDeskLetter } from '~/http/require-desk.server';

/** Reading this address exports nothing: an export is recorded, so it takes a POST. */
export async function loader(args: LoaderFunctionArgs) {
  await requireOrganiser(args, 'read-audit');
  return deskRedirect(`/organise/letters/${args.params.slug}/audit`);
}

export async function action(args: ActionFunctionArgs) {
  const { organiser, letter } = await requireDeskLetter(args, 'read-audit');
  const { request, context } = args;
  const { slug, timeZone } = letter;
  const actor = actorOf(organiser, context);
  return downloadAudit(context.ctx, { request, slug, timeZone, actor });
}
