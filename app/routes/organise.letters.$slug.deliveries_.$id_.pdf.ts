import type { LoaderFunctionArgs } from '@remix-run/node';
import { readDeliveryDocument } from '~/domain/deliveries/read-delivery-document.server';
import { sendFile } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { requireOrganiser } from '~/http/organiser-session.server';
import { readDeliveryAddress } from '~/http/require-delivery.server';

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireOrganiser({ request, context, params }, 'prepare-delivery', 'read-signatures');
  const { slug, id } = readDeliveryAddress(params);
  const found = await readDeliveryDocument(context.ctx, { slug, id, document: 'pdf' });
  if (!found.ok) return notFound();
  return sendFile(found.bytes, {
    fileName: `${slug}-${id.slice(0, 8)}.pdf`,
    contentType: 'application/pdf',
    inline: new URL(request.url).searchParams.has('view'),
  });
}
