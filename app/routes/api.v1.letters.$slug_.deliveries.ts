import type { LoaderFunctionArgs } from '@remix-run/node';
import { listPublicDeliveries } from '~/domain/deliveries/list-public-deliveries.server';
import { findLetter } from '~/domain/letters/find-letter.server';
import { accessJson, requireAccess } from '~/http/require-access.server';
import { resourceLoader } from '~/http/resource-loader.server';

/** What is on record of the copies that left. */
async function sendDeliveries(args: LoaderFunctionArgs): Promise<Response> {
  const { slug } = await requireAccess(args, 'deliveries');
  const { ctx } = args.context;
  const found = await findLetter(ctx, { slug });
  if (!found.ok) return accessJson({ error: found.reason }, 404);
  return accessJson({ deliveries: await listPublicDeliveries(ctx, found.letter.id) });
}

export const loader = resourceLoader(sendDeliveries);
