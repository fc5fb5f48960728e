import type { LoaderFunctionArgs } from '@remix-run/node';
import { renderOrganisationBadge } from '~/domain/endorsements/render-organisation-badge.server';
import { notFound } from '~/http/not-found.server';
import { publicFile } from '~/http/public-page.server';
import { resourceLoader } from '~/http/resource-loader.server';
import { isLocale } from '~/i18n/locale';

/** `<code>.<language>.png`: by which an organisation shows on its own pages that it has signed. */
async function sendBadge({ params, context }: LoaderFunctionArgs): Promise<Response> {
  const [code = '', locale, type, ...rest] = (params.file ?? '').split('.');
  if (!isLocale(locale) || type !== 'png' || rest.length > 0) return notFound();
  const { slug = '' } = params;
  const rendered = await renderOrganisationBadge(context.ctx, { slug, code, locale });
  if (!rendered.ok) return notFound();
  return publicFile(rendered.png, {
    'Content-Type': 'image/png',
    'Content-Length': String(rendered.png.length),
    'Content-Disposition': `inline; filename="${code}.${locale}.png"`,
    'Cache-Control': 'public, max-age=3600',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
}

export const loader = resourceLoader(sendBadge);
