import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { fetchExport } from '~/domain/exports/fetch-export.server';
import { deskRedirect, streamFile } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf } from '~/http/organiser-session.server';
import { requireExport } from '~/http/require-export.server';
import { requireRecentFactor } from '~/http/require-recent-factor.server';

/** Fetching is recorded, so it takes a POST; the page of the export has the button. */
export async function loader(args: LoaderFunctionArgs) {
  const { made } = await requireExport(args);
  return deskRedirect(`/organise/letters/${args.params.slug}/exports/${made.id}`);
}

export async function action(args: ActionFunctionArgs) {
  const { organiser, made } = await requireExport(args);
  if (made.preset === 'full') requireRecentFactor(args, organiser);
  const { context, params } = args;
  const actor = actorOf(organiser, context);
  const file = await fetchExport(context.ctx, { slug: params.slug ?? '', id: made.id, actor });
  if (file.ok) return streamFile(file.rows, file);
  switch (file.reason) {
    case 'not-found':
      return notFound();
    case 'not-yours':
    case 'gone':
      return deskRedirect(`/organise/letters/${params.slug}/exports/${made.id}`);
    case 'elsewhere':
      // The worker keeps its files where this process does not look: docs/operating.md.
      throw new Error('the file of an export is not in DATA_DIR of this process');
    default:
      throw new Error(file.reason satisfies never);
  }
}
