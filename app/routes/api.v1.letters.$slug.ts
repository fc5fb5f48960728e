import type { LoaderFunctionArgs } from '@remix-run/node';
import { readDeskLetter } from '~/domain/letters/read-desk-letter.server';
import { accessJson, requireAccess } from '~/http/require-access.server';
import { resourceLoader } from '~/http/resource-loader.server';

/** The letter itself, and its figures for a token that may read them. */
async function sendLetter(args: LoaderFunctionArgs): Promise<Response> {
  const { slug, scopes } = await requireAccess(args, null);
  const { ctx } = args.context;
  const found = await readDeskLetter(ctx, { slug });
  if (!found.ok) return accessJson({ error: found.reason }, 404);
  const { letter, counts } = found;
  return accessJson({
    slug,
    url: `${ctx.publicUrl}/letters/${slug}`,
    state: letter.state,
    title: letter.texts[letter.masterLocale].title,
    masterLanguage: letter.masterLocale,
    version: { number: letter.version.number, hash: letter.version.hash },
    goal: letter.goal,
    closesAt: letter.closesAt,
    ...(scopes.includes('figures') && { figures: counts }),
  });
}

export const loader = resourceLoader(sendLetter);
