import type { LoaderFunctionArgs } from '@remix-run/node';
import { listPublicEndorsements } from '~/domain/endorsements/list-public-endorsements.server';
import { findLetter } from '~/domain/letters/find-letter.server';
import { accessJson, requireAccess } from '~/http/require-access.server';
import { resourceLoader } from '~/http/resource-loader.server';

/** The organisations that stand under the letter, in the order of the page. */
async function sendOrganisations(args: LoaderFunctionArgs): Promise<Response> {
  const { slug } = await requireAccess(args, 'organisations');
  const { ctx } = args.context;
  const found = await findLetter(ctx, { slug });
  if (!found.ok) return accessJson({ error: found.reason }, 404);
  const { id, masterLocale } = found.letter;
  const endorsements = await listPublicEndorsements(ctx, id, masterLocale);
  const organisations = endorsements.map(
    ({ organisation, organisationEn, names, country, website, coordinator, ...rest }) => ({
      organisation,
      organisationEn,
      names,
      country,
      website,
      coordinator,
      founding: rest.foundingPosition !== null,
      representative: rest.representative,
      role: rest.role,
      logo: rest.logoHash && `${ctx.publicUrl}/media/${rest.logoHash}.png`,
    }),
  );
  return accessJson({ organisations });
}

export const loader = resourceLoader(sendOrganisations);
