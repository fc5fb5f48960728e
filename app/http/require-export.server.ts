import type { AppLoadContext } from '@remix-run/node';
import { readExport } from '~/domain/exports/read-export.server';
import { notFound } from './not-found.server';
import { requireOrganiser } from './organiser-session.server';
import { actOfPreset } from './read-export.server';

/**
 * The guard of what belongs to one export (`$slug`, `$id`): who is signed in, and the export.
 * Whoever may not make such an export may not see it either. Throws like `requireOrganiser`, and a
 * Response 404 for an export that this letter does not have.
 */
export async function requireExport(args: {
  request: Request;
  context: AppLoadContext;
  params: Readonly<Record<string, string | undefined>>;
}) {
  await requireOrganiser(args, 'export-public');
  const { slug = '', id = '' } = args.params;
  const found = await readExport(args.context.ctx, { slug, id });
  if (!found.ok) return notFound();
  const organiser = await requireOrganiser(args, actOfPreset[found.export.preset]);
  return { organiser, made: found.export };
}
