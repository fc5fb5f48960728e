import type { LoaderFunctionArgs } from '@remix-run/node';
import { listPublicSignatories } from '~/domain/signatures/list-public-signatories.server';
import { accessJson, requireAccess } from '~/http/require-access.server';
import { resourceLoader } from '~/http/resource-loader.server';

/** Who is named on the public page, newest first, a hundred at a time. */
async function sendSignatories(args: LoaderFunctionArgs): Promise<Response> {
  const { slug } = await requireAccess(args, 'signatories');
  const after = new URL(args.request.url).searchParams.get('after') ?? undefined;
  const found = await listPublicSignatories(args.context.ctx, { slug, after });
  if (!found.ok) return accessJson({ error: found.reason }, 404);
  const signatories = found.signatories.map(({ id: _row, ...shown }) => shown);
  return accessJson({ signatories, next: found.next });
}

export const loader = resourceLoader(sendSignatories);
