import type { LoaderFunctionArgs } from '@remix-run/node';
import { readMySignature } from '~/domain/signatures/read-my-signature.server';
import { notFound } from '~/http/not-found.server';
import { resourceLoader } from '~/http/resource-loader.server';

/** Everything stored about a signature in a form that machines read (GDPR art. 20). */
async function sendSignature({ params, context }: LoaderFunctionArgs): Promise<Response> {
  const found = await readMySignature(context.ctx, { token: params.token ?? '' });
  if (!found.ok) return notFound();
  const { letter, signature, deliveries, copies } = found;
  const copy = {
    letter: { slug: letter.slug, version: letter.version.number },
    signature,
    deliveries,
    copies,
  };
  return new Response(`${JSON.stringify(copy, null, 2)}\n`, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="${letter.slug}-my-signature.json"`,
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
    },
  });
}

export const loader = resourceLoader(sendSignature);
