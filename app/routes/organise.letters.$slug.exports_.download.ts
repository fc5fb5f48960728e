import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { exportEndorsements } from '~/domain/exports/export-endorsements.server';
import { exportPaper } from '~/domain/exports/export-paper.server';
import { exportSignatures } from '~/domain/exports/export-signatures.server';
import { deskRedirect, streamFile } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf, requireOrganiser } from '~/http/organiser-session.server';
import { readExport } from '~/http/read-export.server';
import { readForm } from '~/http/read-form.server';
import { requireRecentFactor } from '~/http/require-recent-factor.server';

/** Reading this address exports nothing: an export is recorded, so it takes a POST. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireOrganiser({ request, context, params }, 'export-public');
  return deskRedirect(`/organise/letters/${params.slug}/exports`);
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  await requireOrganiser({ request, context, params }, 'export-public');
  const asked = readExport(await readForm(request));
  if (!asked) return notFound();
  const organiser = await requireOrganiser({ request, context, params }, asked.act);
  if (asked.preset === 'full') requireRecentFactor({ request, context }, organiser);
  const actor = actorOf(organiser, context);
  const given = { slug: params.slug ?? '', format: asked.format, actor };
  const made = await make();
  return made.ok ? streamFile(made.rows, made) : notFound();

  function make() {
    const { ctx } = context;
    switch (asked?.what) {
      case 'signatures':
        return exportSignatures(ctx, { ...given, preset: asked.preset });
      case 'endorsements':
        return exportEndorsements(ctx, { ...given, preset: asked.preset });
      case 'paper':
        return exportPaper(ctx, given);
      default:
        return notFound();
    }
  }
}
