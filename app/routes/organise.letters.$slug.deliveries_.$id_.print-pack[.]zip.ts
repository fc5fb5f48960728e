import type { LoaderFunctionArgs } from '@remix-run/node';
import { readPrintPack } from '~/domain/deliveries/read-print-pack.server';
import { sendFile } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { requireOrganiser } from '~/http/organiser-session.server';
import { readDeliveryAddress } from '~/http/require-delivery.server';

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireOrganiser({ request, context, params }, 'prepare-delivery', 'read-signatures');
  const { slug, id } = readDeliveryAddress(params);
  const found = await readPrintPack(context.ctx, { slug, id });
  if (!found.ok) return notFound();
  return sendFile(found.bytes, {
    fileName: `${slug}-${id.slice(0, 8)}-print-pack.zip`,
    contentType: 'application/zip',
  });
}
