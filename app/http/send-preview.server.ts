import type { LoaderFunctionArgs } from '@remix-run/node';
import { printDraft } from '~/domain/letters/preview-letter.server';
import { isLocale } from '~/i18n/locale';
import { noStoreHeaders } from './desk-response.server';
import { notFound } from './not-found.server';
import { requireDeskLetter } from './require-desk.server';

const types = { pdf: 'application/pdf', text: 'text/plain; charset=utf-8' };

/** The draft in the language `?language=`, printed for the team; shown by the browser, kept by nobody. */
export async function sendPreview(
  args: LoaderFunctionArgs,
  as: keyof typeof types,
): Promise<Response> {
  const { letter } = await requireDeskLetter(args, 'read-letters');
  const asked = new URL(args.request.url).searchParams.get('language');
  const locale = isLocale(asked) ? asked : letter.masterLocale;
  const printed = await printDraft(args.context.ctx, { letter, locale, as });
  if (!printed.ok) return notFound();
  return new Response(new Uint8Array(printed.bytes), {
    headers: {
      ...noStoreHeaders,
      'Content-Type': types[as],
      'Content-Disposition': 'inline',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
