import type { LoaderFunctionArgs } from '@remix-run/node';
import { renderLetterFeed } from '~/domain/letters/render-letter-feed.server';
import { notFound } from '~/http/not-found.server';
import { publicFile } from '~/http/public-page.server';
import { requireReadable } from '~/http/require-letter.server';
import { resourceLoader } from '~/http/resource-loader.server';

async function sendFeed(args: LoaderFunctionArgs): Promise<Response> {
  const { letter, locale } = await requireReadable(args);
  const rendered = await renderLetterFeed(args.context.ctx, { slug: letter.slug, locale });
  if (!rendered.ok) return notFound();
  return publicFile(rendered.feed, {
    'Content-Type': 'application/atom+xml; charset=utf-8',
    'Content-Language': locale,
  });
}

export const loader = resourceLoader(sendFeed);
