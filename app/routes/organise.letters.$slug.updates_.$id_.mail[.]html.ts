import type { LoaderFunctionArgs } from '@remix-run/node';
import { readUpdate } from '~/domain/updates/read-update.server';
import { noStoreHeaders } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { requireOrganiser } from '~/http/organiser-session.server';

/** The HTML form of a mail, alone in its page: it may style itself and do nothing else. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const args = { request, context, params };
  const organiser = await requireOrganiser(args, 'write-updates', 'approve-updates');
  const { slug = '', id = '' } = params;
  const { ctx } = context;
  const found = await readUpdate(ctx, { slug, id, organiserId: organiser.id });
  if (!found.ok) return notFound();
  const asked = new URL(request.url).searchParams.get('language');
  const { mails, masterLocale } = found.update;
  const mail =
    mails.find(({ locale }) => locale === asked) ??
    mails.find(({ locale }) => locale === masterLocale) ??
    notFound();
  const { html } = await ctx.press.updateMail(mail, ctx.publicUrl);
  return new Response(html, {
    headers: {
      ...noStoreHeaders,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
