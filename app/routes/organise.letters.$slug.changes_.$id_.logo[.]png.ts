import type { LoaderFunctionArgs } from '@remix-run/node';
import { readAskedLogo } from '~/domain/endorsements/read-asked-logo.server';
import { noStoreHeaders } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { requireOrganiser } from '~/http/organiser-session.server';
import { resourceLoader } from '~/http/resource-loader.server';

/** A picture that an organisation asks to show, for organisers only. */
async function sendAskedLogo({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  await requireOrganiser(request, context, 'read-signatures');
  const { slug = '', id = '' } = params;
  const found = await readAskedLogo(context.ctx, { slug, id });
  if (!found.ok) return notFound();
  return new Response(new Uint8Array(found.png), {
    headers: {
      ...noStoreHeaders,
      'Content-Type': 'image/png',
      'Content-Length': String(found.png.length),
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

export const loader = resourceLoader(sendAskedLogo);
