import type { LoaderFunctionArgs } from '@remix-run/node';
import { readEndorsementLogo } from '~/domain/endorsements/read-endorsement-logo.server';
import { notFound } from '~/http/not-found.server';
import { requireOrganiser } from '~/http/organiser-session.server';
import { resourceLoader } from '~/http/resource-loader.server';
import { sendLogo } from '~/http/send-logo.server';

/** A picture that an organisation sent in, also before it is approved, for organisers only. */
async function sendOwnLogo({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  await requireOrganiser({ request, context, params }, 'read-signatures');
  const { slug = '', id = '' } = params;
  const found = await readEndorsementLogo(context.ctx, { slug, id });
  return found.ok ? sendLogo(found.png) : notFound();
}

export const loader = resourceLoader(sendOwnLogo);
