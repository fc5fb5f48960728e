import type { LoaderFunctionArgs } from '@remix-run/node';
import { readAskedLogo } from '~/domain/endorsements/read-asked-logo.server';
import { notFound } from '~/http/not-found.server';
import { requireOrganiser } from '~/http/organiser-session.server';
import { resourceLoader } from '~/http/resource-loader.server';
import { sendLogo } from '~/http/send-logo.server';

/** A picture that an organisation asks to show, for organisers only. */
async function sendAskedLogo({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  await requireOrganiser({ request, context, params }, 'read-signatures');
  const { slug = '', id = '' } = params;
  const found = await readAskedLogo(context.ctx, { slug, id });
  return found.ok ? sendLogo(found.png) : notFound();
}

export const loader = resourceLoader(sendAskedLogo);
