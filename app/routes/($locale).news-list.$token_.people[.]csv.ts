import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { exportNewsList } from '~/domain/exports/export-news-list.server';
import { isDatabaseAway, retryAfterSeconds } from '~/http/database-away.server';
import { streamFile } from '~/http/desk-response.server';

/** The page with the button, which says what is wrong where something is. */
function toPage(request: Request, status: 302 | 303): Response {
  const page = new URL(request.url).pathname.replace(/\/people\.csv\/?$/, '');
  return redirect(page, { status, headers: { 'Cache-Control': 'no-store' } });
}

/** Reading this address gives nothing out: the list is given once, and recorded, so it takes a POST. */
export async function loader({ request }: LoaderFunctionArgs) {
  return toPage(request, 302);
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  try {
    const made = await exportNewsList(context.ctx, { token: params.token ?? '' });
    return made.ok ? streamFile(made.rows, made) : toPage(request, 303);
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    return new Response(null, {
      status: 503,
      headers: { 'Retry-After': String(retryAfterSeconds), 'Cache-Control': 'no-store' },
    });
  }
}
