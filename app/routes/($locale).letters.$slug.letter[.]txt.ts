import type { LoaderFunctionArgs } from '@remix-run/node';
import { renderPublicLetterText } from '~/domain/letters/render-public-letter-text.server';
import { notFound } from '~/http/not-found.server';
import { publicFile } from '~/http/public-page.server';
import { requireReadable } from '~/http/require-letter.server';
import { resourceLoader } from '~/http/resource-loader.server';

async function sendText(args: LoaderFunctionArgs): Promise<Response> {
  const { letter, locale } = await requireReadable(args);
  const rendered = await renderPublicLetterText(args.context.ctx, { slug: letter.slug, locale });
  if (!rendered.ok) return notFound();
  return publicFile(rendered.text, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Language': locale,
  });
}

export const loader = resourceLoader(sendText);
