import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { deskRedirect } from '~/http/desk-response.server';
import { downloadAudit } from '~/http/download-audit.server';
import { actorOf, requireOrganiser } from '~/http/organiser-session.server';

/** Reading this address exports nothing: an export is recorded, so it takes a POST. */
export async function loader(args: LoaderFunctionArgs) {
  await requireOrganiser(args, 'read-audit');
  return deskRedirect('/organise/audit');
}

export async function action(args: ActionFunctionArgs) {
  const organiser = await requireOrganiser(args, 'read-audit');
  const { request, context } = args;
  const actor = actorOf(organiser, context);
  return downloadAudit(context.ctx, { request, timeZone: 'UTC', actor });
}
