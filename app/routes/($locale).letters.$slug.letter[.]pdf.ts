import type { LoaderFunctionArgs } from '@remix-run/node';
import { renderPublicLetter } from '~/domain/letters/render-public-letter.server';
import { beingMade } from '~/http/being-made.server';
import { notFound } from '~/http/not-found.server';
import { namesRobots, publicFile } from '~/http/public-page.server';
import { requireReadable } from '~/http/require-letter.server';
import { resourceLoader } from '~/http/resource-loader.server';

async function sendPdf(args: LoaderFunctionArgs): Promise<Response> {
  const { letter, locale } = await requireReadable(args);
  const rendered = await renderPublicLetter(args.context.ctx, { slug: letter.slug, locale });
  if (!rendered.ok) {
    return rendered.reason === 'being-made' ? beingMade(letter, locale) : notFound();
  }
  return publicFile(rendered.pdf, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `inline; filename="${letter.slug}-${locale}.pdf"`,
    'Content-Length': String(rendered.pdf.length),
    'Content-Language': locale,
    ...namesRobots(letter),
  });
}

export const loader = resourceLoader(sendPdf);
