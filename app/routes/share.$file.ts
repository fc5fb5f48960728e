import type { LoaderFunctionArgs } from '@remix-run/node';
import { renderLetterShareImage } from '~/domain/letters/render-letter-share-image.server';
import { notFound } from '~/http/not-found.server';
import { publicFile } from '~/http/public-page.server';
import { resourceLoader } from '~/http/resource-loader.server';
import { isLocale } from '~/i18n/locale';

/** `<slug>.<language>.png`: the card that messengers show beside a shared link. */
async function sendShareImage({ params, context }: LoaderFunctionArgs): Promise<Response> {
  const [slug = '', locale, type, ...rest] = (params.file ?? '').split('.');
  if (!isLocale(locale) || type !== 'png' || rest.length > 0) return notFound();
  const rendered = await renderLetterShareImage(context.ctx, { slug, locale });
  if (!rendered.ok) return notFound();
  return publicFile(rendered.png, {
    'Content-Type': 'image/png',
    'Content-Length': String(rendered.png.length),
    'Cache-Control': 'public, max-age=3600',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
}

export const loader = resourceLoader(sendShareImage);
