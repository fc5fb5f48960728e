import type { LoaderFunctionArgs } from '@remix-run/node';
import { readLogo } from '~/domain/endorsements/read-logo.server';
import { notFound } from '~/http/not-found.server';
import { resourceLoader } from '~/http/resource-loader.server';

/** The picture is named by its content, but it goes when the organisation withdraws. */
async function sendLogo({ params, context }: LoaderFunctionArgs): Promise<Response> {
  const hash = params.hash ?? '';
  if (!/^[0-9a-f]{16,64}$/.test(hash)) return notFound();
  const found = await readLogo(context.ctx, { hash });
  if (!found.ok) return notFound();
  return new Response(new Uint8Array(found.png), {
    headers: {
      'Content-Type': 'image/png',
      'Content-Length': String(found.png.length),
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'public, max-age=86400',
    },
  });
}

export const loader = resourceLoader(sendLogo);
